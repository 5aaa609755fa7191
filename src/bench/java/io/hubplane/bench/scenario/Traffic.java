package io.hubplane.bench.scenario;

import io.hubplane.bench.load.LoadClient;
import io.hubplane.bench.load.Wire;
import java.util.List;

/** Who publishes to whom. */
public interface Traffic {
    /** Its name in the report. */
    String name();

    /** How many clients take part; the first is on the first node, the second on the second, and so on. */
    int clients();

    /** How many clients receive each message. */
    int audience();

    /** How many audiences there are: sets of clients that receive the same messages. */
    int audiences();

    /**
     * How many messages to each audience are under way if as many are published as are received: enough to keep both
     * nodes and Redis busy, so that they limit the rate, and few enough that no queue grows.
     */
    int underWay();

    /**
     * How many messages to all audiences together are under way, if their sum is limited: then one audience after the
     * other gets a message. 0 if each audience has its own {@link #underWay}.
     */
    default int underWayInAll() {
        return 0;
    }

    /**
     * Lets clients send what is needed before the first message, for example to join rooms.
     *
     * @param clients all clients, connected
     * @param wire their protocol
     */
    void prepare(List<LoadClient> clients, Wire wire);

    /**
     * The client that publishes a message.
     *
     * @param audience the audience, from 0
     * @param index the number of the message to that audience, from 0
     * @return the number of the client
     */
    int publisher(int audience, long index);

    /**
     * The audience for which a client publishes.
     *
     * @param publisher the number of the client
     * @return the audience
     */
    int audienceOf(int publisher);

    /**
     * A message as its publisher sends it.
     *
     * @param wire its protocol
     * @param publisher the client that publishes it
     * @param payload the payload
     * @return the frame's text
     */
    String message(Wire wire, int publisher, String payload);
}
