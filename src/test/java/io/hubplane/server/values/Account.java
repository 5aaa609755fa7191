package io.hubplane.server.values;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;

/** A class with annotations of JSON-B. */
public class Account {
    private final JsonObject details;

    /** Makes one. */
    public Account(JsonObject details) {
        this.details = details;
    }

    /** The name. */
    @JsonbProperty("login")
    public String getName() {
        return details.getString("name");
    }

    /** Not for clients. */
    @JsonbTransient
    public String getPassword() {
        return "secret";
    }

    /** The details, unchanged. */
    public JsonObject getDetails() {
        return details;
    }

    /** A value that the application's module writes. */
    public Loud getLoud() {
        return new Loud("x");
    }

    /** A value that {@link LoudModule} writes. */
    public record Loud(String text) {}
}
