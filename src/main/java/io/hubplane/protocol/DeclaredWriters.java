package io.hubplane.protocol;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Finds out once for each declared type how its values are written: with the type ids that the declared type and its
 * elements ask for, and with all properties of the values' actual classes. Safe for any thread.
 */
public final class DeclaredWriters {
    private final ObjectMapper mapper;
    /** Considers only the value, not a declared type. */
    private final ObjectWriter undeclared;

    private final ConcurrentMap<Type, Declared> known = new ConcurrentHashMap<>();

    /**
     * Makes the writers of a mapper.
     *
     * @param mapper the mapper; it must not be reconfigured afterwards
     */
    public DeclaredWriters(ObjectMapper mapper) {
        this.mapper = mapper;
        this.undeclared = mapper.writer();
    }

    /**
     * The writer for a value.
     *
     * @param declared the declared type; {@code Object} if none is declared
     * @param value the value
     * @return its writer
     */
    public ObjectWriter of(Type declared, Object value) {
        return declared == Object.class
                ? undeclared
                : known.computeIfAbsent(declared, this::declared).writer(value.getClass());
    }

    private Declared declared(Type type) {
        JavaType base = mapper.constructType(type);
        return new Declared(base, isWrittenAsDeclared(base), isWrittenByClass(base));
    }

    /**
     * Then the type ids are those that the base asks for; for the rest the mapper itself looks at the value's class.
     */
    private boolean isWrittenAsDeclared(JavaType base) {
        try {
            return base.isArrayType() || mapper.getSerializerProviderInstance().findTypeSerializer(base) != null;
        } catch (JsonMappingException e) {
            return false; // the mapper will report this when it is asked to write one
        }
    }

    private static boolean isWrittenByClass(JavaType base) {
        return base.isPrimitive() || base.isJavaLangObject() || !base.hasGenericTypes();
    }

    private final class Declared {
        private final JavaType base;
        private final boolean byClass;
        private final ObjectWriter asDeclared;
        private final boolean always;
        private final ConcurrentMap<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();

        Declared(JavaType base, boolean always, boolean byClass) {
            this.base = base;
            this.always = always;
            this.byClass = byClass;
            this.asDeclared = always ? undeclared.forType(base) : undeclared;
        }

        ObjectWriter writer(Class<?> type) {
            if (!base.getRawClass().isAssignableFrom(type)) {
                return undeclared; // a value that a filter has put in its place
            }
            return always || byClass ? asDeclared : writers.computeIfAbsent(type, this::specialized);
        }

        /** For {@code ArrayList} where {@code List<Shape>} is declared: the writer of {@code ArrayList<Shape>}. */
        private ObjectWriter specialized(Class<?> type) {
            try {
                return undeclared.forType(mapper.getTypeFactory().constructSpecializedType(base, type, true));
            } catch (IllegalArgumentException e) {
                return undeclared; // a class that fixes its elements' types in another way
            }
        }
    }
}
