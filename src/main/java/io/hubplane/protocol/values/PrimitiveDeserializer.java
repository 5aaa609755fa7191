package io.hubplane.protocol.values;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.lang.reflect.Array;

/** Jackson's deserializer of a primitive type, but null is refused, and a missing value is 0 or false. */
final class PrimitiveDeserializer extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;

    private final Class<?> type;

    PrimitiveDeserializer(Class<?> type, JsonDeserializer<?> jackson) {
        super(jackson);
        this.type = type;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> jackson) {
        return new PrimitiveDeserializer(type, jackson);
    }

    @Override
    public Object getNullValue(DeserializationContext context) throws JsonMappingException {
        return context.reportInputMismatch(this, "null is not a value of type %s", type.getName());
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return Array.get(Array.newInstance(type, 1), 0);
    }
}
