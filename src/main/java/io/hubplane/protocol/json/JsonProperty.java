package io.hubplane.protocol.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** The properties of messages; recognized in received bytes without decoding a text. */
enum JsonProperty {
    TYPE("type"),
    TARGET("target"),
    ARGUMENTS("arguments"),
    INVOCATION_ID("invocationId"),
    ITEM("item"),
    RESULT("result"),
    ERROR("error"),
    HEADERS("headers"),
    STREAM_IDS("streamIds"),
    ALLOW_RECONNECT("allowReconnect"),
    SEQUENCE_ID("sequenceId"),
    /** Any other property; it is skipped. */
    UNKNOWN("");

    private static final JsonProperty[] ALL = values();

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final byte[] name;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final byte[] begin;

    JsonProperty(String text) {
        this.text = text;
        this.name = text.getBytes(US_ASCII);
        this.begin = (",\"" + text + "\":").getBytes(US_ASCII);
    }

    /** What precedes the value of a property that is not the first: comma, name and colon. Must not be changed. */
    byte[] begin() {
        return begin;
    }

    static JsonProperty of(byte[] bytes, int from, int to) {
        for (JsonProperty property : ALL) {
            byte[] name = property.name;
            if (name.length == to - from && Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return property;
            }
        }
        return UNKNOWN;
    }

    /** The property's name. */
    @Override
    public String toString() {
        return text;
    }
}
