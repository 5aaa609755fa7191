package io.hubplane.conformance.application;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A small object.
 *
 * @param name a text
 * @param value a number
 */
public record CustomObject(
        @JsonProperty("Name") String name,
        @JsonProperty("Value") int value) {}
