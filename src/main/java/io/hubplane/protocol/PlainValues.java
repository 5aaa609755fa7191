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
 * Knows which values a mapper leaves unchanged. They need not go through the mapper, which would cost several times as
 * much. If an application configures the mapper to change them, they go through it. Immutable.
 */
public final class PlainValues {
    /** Which serializers write values unchanged. */
    private static final Map<Class<?>, Class<?>> AS_THEY_ARE = Map.of(
            String.class, StringSerializer.class,
            Integer.class, NumberSerializers.IntegerSerializer.class,
            Long.class, NumberSerializers.LongSerializer.class,
            Boolean.class, BooleanSerializer.class);

    private final Set<Class<?>> written;
    private final boolean textRead;

    /**
     * Finds out what a mapper does.
     *
     * @param mapper the mapper; it must not be reconfigured afterwards
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
            return false; // the mapper will report this when it is asked to write one
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
            return false; // the mapper will report this when it is asked to read one
        }
    }

    /**
     * Whether a value is written unchanged: a text, an integer of 32 or 64 bits, or a boolean.
     *
     * @param value the value
     * @return true if the mapper would do nothing else
     */
    public boolean isWritten(Object value) {
        return written.contains(value.getClass());
    }

    /**
     * Whether a text is read unchanged.
     *
     * @return true if the mapper would do nothing else
     */
    public boolean isTextRead() {
        return textRead;
    }
}
