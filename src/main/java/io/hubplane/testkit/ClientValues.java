package io.hubplane.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hubplane.hub.HubMapperCustomizer;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.json.JsonHubProtocol;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values that test clients send and understand: JSON. */
final class ClientValues {
    private final JsonHubProtocol protocol;
    private final ObjectMapper mapper;

    /** Values of the clients of a hub with customized mapping. */
    ClientValues(List<HubMapperCustomizer> customizers) {
        mapper = customized(customizers);
        protocol = new JsonHubProtocol(customized(customizers));
    }

    private static ObjectMapper customized(List<HubMapperCustomizer> customizers) {
        ObjectMapper mapper = JsonHubProtocol.standardMapper();
        for (HubMapperCustomizer customizer : customizers) {
            mapper = Objects.requireNonNull(customizer.customize(mapper, "json"), "a customizer returned null");
        }
        return mapper;
    }

    /** The protocol of the hub and of its clients. */
    HubProtocol protocol() {
        return protocol;
    }

    byte[] encoded(HubMessage message) {
        return protocol.write(message);
    }

    /** A message without its separator. */
    JsonNode parsed(byte[] frame) {
        try {
            return mapper.readTree(frame, 0, frame.length - 1);
        } catch (IOException e) {
            throw new IllegalStateException("The hub has sent something that is not JSON", e);
        }
    }

    @Nullable
    Object decoded(@Nullable JsonNode value, Type type) {
        try {
            return value == null || value.isNull()
                    ? null
                    : mapper.readerFor(mapper.constructType(type)).readValue(mapper.treeAsTokens(value));
        } catch (IOException e) {
            String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw new IllegalArgumentException("No " + type.getTypeName() + ": " + value + " (" + why + ")", e);
        }
    }

    static @Nullable String text(JsonNode message, String property) {
        return message instanceof ObjectNode object && object.hasNonNull(property)
                ? object.get(property).asText()
                : null;
    }
}
