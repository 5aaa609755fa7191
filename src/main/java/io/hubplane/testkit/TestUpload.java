package io.hubplane.testkit;

import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.Payload;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream from a client to the hub, made by {@link TestClient#upload}. Passed among the arguments of one call; its
 * items are sent afterwards.
 */
public final class TestUpload {
    private final Consumer<HubMessage> out;
    private final String id;

    TestUpload(Consumer<HubMessage> out, String id) {
        this.out = out;
        this.id = id;
    }

    String id() {
        return id;
    }

    /**
     * Sends items.
     *
     * @param items the items
     * @return this
     */
    public TestUpload items(@Nullable Object... items) {
        for (Object item : items) {
            out.accept(new HubMessage.StreamItem(Map.of(), id, Payload.of(item)));
        }
        return this;
    }

    /** Ends the stream. */
    public void complete() {
        out.accept(HubMessage.Completion.empty(id));
    }

    /**
     * Ends the stream because something failed.
     *
     * @param error what the hub is told
     */
    public void fail(String error) {
        out.accept(HubMessage.Completion.ofError(id, error));
    }
}
