package io.hubplane.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.hubplane.protocol.StandardMapping;
import io.hubplane.protocol.values.EnumNames;

/** The mapper that {@link JsonHubProtocol#standardMapper()} describes, and its factory. */
final class StandardMapper {
    private StandardMapper() {}

    static ObjectMapper create() {
        return StandardMapping.builder(factory(StandardMapping.MAXIMUM_DEPTH))
                .addModule(EnumNames.module(false))
                .enable(SerializationFeature.WRITE_ENUMS_USING_INDEX)
                .build();
    }

    /** A factory for values with at most that many levels. */
    static JsonFactory factory(int levels) {
        return JsonFactory.builder()
                // Names come from clients: they must not fill the JVM's table of interned strings.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // The wire is UTF-8 and nothing else.
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(levels).build())
                .streamWriteConstraints(
                        StreamWriteConstraints.builder().maxNestingDepth(levels).build())
                // The default pool would leave thread locals on the container's threads.
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                .build();
    }
}
