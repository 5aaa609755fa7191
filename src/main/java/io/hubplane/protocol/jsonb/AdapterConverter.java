package io.hubplane.protocol.jsonb;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;
import jakarta.json.bind.adapter.JsonbAdapter;
import org.jspecify.annotations.Nullable;

/** Replaces values by a JSON-B adapter, in one direction. */
final class AdapterConverter implements Converter<Object, @Nullable Object> {
    private final JsonbAdapter<Object, Object> adapter;
    private final boolean writing;

    @SuppressWarnings({"rawtypes", "unchecked"}) // Jackson passes only values that the types below allow
    AdapterConverter(Class<? extends JsonbAdapter> type, boolean writing) {
        this.adapter = Instances.<JsonbAdapter>of(type);
        this.writing = writing;
    }

    @Override
    public @Nullable Object convert(Object value) {
        try {
            return writing ? adapter.adaptToJson(value) : adapter.adaptFromJson(value);
        } catch (Exception e) {
            throw new IllegalArgumentException(adapter.getClass().getName() + " has failed: " + e.getMessage(), e);
        }
    }

    @Override
    public JavaType getInputType(TypeFactory types) {
        return parameters(types)[writing ? 0 : 1];
    }

    @Override
    public JavaType getOutputType(TypeFactory types) {
        return parameters(types)[writing ? 1 : 0];
    }

    private JavaType[] parameters(TypeFactory types) {
        JavaType[] found = types.findTypeParameters(types.constructType(adapter.getClass()), JsonbAdapter.class);
        if (found == null || found.length != 2) {
            throw new IllegalArgumentException(
                    adapter.getClass().getName() + " does not declare the types that it adapts");
        }
        return found;
    }
}
