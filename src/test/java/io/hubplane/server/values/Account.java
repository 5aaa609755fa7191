package io.hubplane.server.values;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;

/** Annotated for JSON-B. */
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

    /** As they came. */
    public JsonObject getDetails() {
        return details;
    }

    /** Written as the application's module says. */
    public Loud getLoud() {
        return new Loud("x");
    }

    /** Written as {@link LoudModule} says. */
    public record Loud(String text) {}
}
