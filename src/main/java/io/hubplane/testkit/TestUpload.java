package io.hubplane.testkit;

import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.Payload;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream from a client to the hub, made by {@link TestClient#upload}. Passed among the arguments of one call; its
 * items are sent afterwards.
 */
public final class TestUpload {
    private final TestClient client;
    private final String id;

    TestUpload(TestClient client, String id) {
        this.client = client;
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
            client.write(new HubMessage.StreamItem(Map.of(), id, Payload.of(item)));
        }
        return this;
    }

    /** Ends the stream. */
    public void complete() {
        client.write(HubMessage.Completion.empty(id));
    }

    /**
     * Ends the stream because something failed.
     *
     * @param error what the hub is told
     */
    public void fail(String error) {
        client.write(HubMessage.Completion.ofError(id, error));
    }
}
