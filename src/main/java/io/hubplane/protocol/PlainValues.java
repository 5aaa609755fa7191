package io.hubplane.protocol;

import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.ser.std.BooleanSerializer;
import com.fasterxml.jackson.databind.ser.std.NumberSerializers;
import com.fasterxml.jackson.databind.ser.std.StringSerializer;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which values a mapper leaves as they are. They need not go through the mapper, which costs several times what
 * they do. An application that has the mapper treat them otherwise gets what it asks for. Immutable.
 */
public final class PlainValues {
    /** Which serializers write values as they are. */
    private static final Map<Class<?>, Class<?>> AS_THEY_ARE = Map.of(
            String.class, StringSerializer.class,
            Integer.class, NumberSerializers.IntegerSerializer.class,
            Long.class, NumberSerializers.LongSerializer.class,
            Boolean.class, BooleanSerializer.class);

    private final Set<Class<?>> written;
    private final boolean textRead;

    /**
     * Asks a mapper.
     *
     * @param mapper the mapper, not to be reconfigured afterwards
     */
    public PlainValues(ObjectMapper mapper) {
        SerializerProvider serializers = mapper.getSerializerProviderInstance();
        written = AS_THEY_ARE.keySet().stream()
                .filter(type -> isWritten(type, serializers))
                .collect(Collectors.toUnmodifiableSet());
        textRead = isTextRead(mapper);
    }

    private static boolean isWritten(Class<?> type, SerializerProvider serializers) {
        try {
            return !serializers.isEnabled(SerializationFeature.WRAP_ROOT_VALUE)
                    && serializers.getConfig().getDefaultTyper(serializers.constructType(type)) == null
                    && serializers.findTypedValueSerializer(type, false, null).getClass() == AS_THEY_ARE.get(type);
        } catch (JsonMappingException e) {
            return false; // the mapper shall say so when it is asked to write one
        }
    }

    private static boolean isTextRead(ObjectMapper mapper) {
        DeserializationConfig config = mapper.getDeserializationConfig();
        if (config.isEnabled(DeserializationFeature.UNWRAP_ROOT_VALUE)
                || !(mapper.getDeserializationContext() instanceof DefaultDeserializationContext blueprint)) {
            return false;
        }
        try {
            DeserializationContext deserializers = blueprint.createDummyInstance(config);
            return deserializers
                            .findRootValueDeserializer(mapper.constructType(String.class))
                            .getClass()
                    == StringDeserializer.class;
        } catch (JsonMappingException e) {
            return false; // the mapper shall say so when it is asked to read one
        }
    }

    /**
     * Whether a value is written as it is: a text, an integer of 32 or 64 bits, or a boolean.
     *
     * @param value the value
     * @return true if the mapper would do nothing else
     */
    public boolean isWritten(Object value) {
        return written.contains(value.getClass());
    }

    /**
     * Whether a text is read as it is.
     *
     * @return true if the mapper would do nothing else
     */
    public boolean isTextRead() {
        return textRead;
    }
}
