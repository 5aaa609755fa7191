package io.hubplane.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.hubplane.hub.HubException;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A running or ended call, of a method with a result or of one that streams.
 *
 * @param <T> the type of the result or of the stream's items
 */
public final class TestCall<T extends @Nullable Object> {
    private final TestClient client;
    private final String id;
    private final String method;
    private final Type type;
    private final List<JsonNode> items = new CopyOnWriteArrayList<>();
    private volatile @Nullable JsonNode completion;

    TestCall(TestClient client, String id, String method, Type type) {
        this.client = client;
        this.id = id;
        this.method = method;
        this.type = type;
    }

    String id() {
        return id;
    }

    void item(JsonNode message) {
        items.add(message);
    }

    void complete(JsonNode message) {
        completion = message;
    }

    /**
     * Whether the hub has ended the call.
     *
     * @return true if it has ended, with any outcome
     */
    public boolean isCompleted() {
        client.loop().run();
        return completion != null;
    }

    /**
     * Waits for the end of the call.
     *
     * @return the result, null if there is none
     * @throws HubException with the text the client sees, if the call failed
     * @throws AssertionError if the call does not end
     */
    public T result() {
        return decoded(end().get("result"));
    }

    /**
     * Waits for the end of the stream.
     *
     * @return all its items
     * @throws HubException with the text the client sees, if the stream failed
     * @throws AssertionError if the stream does not end
     */
    public List<T> allItems() {
        end();
        return items();
    }

    /**
     * The items of the stream received so far.
     *
     * @return the items
     */
    public List<T> items() {
        client.loop().run();
        List<T> decoded = new ArrayList<>();
        items.forEach(item -> decoded.add(decoded(item.get("item"))));
        return Collections.unmodifiableList(decoded);
    }

    /** Tells the hub that the client no longer wants the call's result or items. */
    public void cancel() {
        client.write(new HubMessage.CancelInvocation(Map.of(), id));
    }

    private JsonNode end() {
        boolean ended = client.loop().await(() -> completion != null || !client.isConnected(), client.patience());
        JsonNode message = completion;
        if (message == null) {
            throw new AssertionError(
                    ended
                            ? "The connection ended before " + method + " did" + client.why()
                            : method + " has not ended within " + client.patience());
        }
        String error = ClientValues.text(message, "error");
        if (error != null) {
            throw new HubException(error);
        }
        return message;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // decoded as that type
    private T decoded(@Nullable JsonNode value) {
        return (T) client.values().decoded(value, type);
    }
}
