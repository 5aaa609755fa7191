package io.hubplane.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.hubplane.protocol.jsonb.JakartaValues;
import io.hubplane.protocol.values.Primitives;
import io.hubplane.protocol.values.TextForms;

/**
 * What all encodings have in common when they convert values: property names are written as declared and read
 * regardless of case; unknown ones are ignored; nulls are written; a text is not accepted as a number, nor a number as
 * a text; a missing property of a primitive type is 0 or false, but null is refused for a primitive type.
 */
public final class StandardMapping {
    /** How deep a message may be nested, including its own level; the default of System.Text.Json. */
    public static final int MAXIMUM_DEPTH = 64;

    private StandardMapping() {}

    /** Begins a mapper with the factory of an encoding; the builder is the caller's own. */
    public static JsonMapper.Builder builder(JsonFactory factory) {
        return JsonMapper.builder(factory)
                // By name, not by ServiceLoader: a server's own Jackson would offer modules of another class loader.
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .addModule(TextForms.module())
                .addModule(Primitives.module())
                .addModules(JakartaValues.modules())
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES, MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, StandardMapping::refuseScalars)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
                        SerializationFeature.FAIL_ON_EMPTY_BEANS);
    }

    private static void refuseScalars(MutableCoercionConfig text) {
        text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
