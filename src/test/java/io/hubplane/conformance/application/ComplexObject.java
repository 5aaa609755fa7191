package io.hubplane.conformance.application;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * An object with values that the protocols write differently.
 *
 * @param text a text
 * @param integers numbers
 * @param bytes base64 in JSON, binary in MessagePack
 * @param id a text in both
 * @param time a text in JSON, a timestamp in MessagePack
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is; never compared
public record ComplexObject(
        @JsonProperty("String") String text,
        @JsonProperty("IntArray") int[] integers,
        @JsonProperty("ByteArray") byte[] bytes,
        @JsonProperty("Guid") UUID id,
        @JsonProperty("DateTime") Instant time) {}
