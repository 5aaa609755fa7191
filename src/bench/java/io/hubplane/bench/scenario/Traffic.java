package io.hubplane.bench.scenario;

import io.hubplane.bench.load.LoadClient;
import io.hubplane.bench.load.Wire;
import java.util.List;

/** Who publishes to whom. */
public interface Traffic {
    /** What it is called in the report. */
    String name();

    /** How many clients take part; the first is on the first node, the second on the second, and so on. */
    int clients();

    /** How many clients receive each message. */
    int audience();

    /** How many audiences there are: sets of clients that receive the same messages. */
    int audiences();

    /**
     * How many messages to each audience are under way when as many are published as are received: enough to keep both
     * nodes and Redis busy, so that they are what limits the rate, and few enough for nothing to pile up.
     */
    int underWay();

    /**
     * How many messages to all audiences together are under way, if that is what is limited: then one audience after the other
     * gets one. 0 if each audience has its own {@link #underWay}.
     */
    default int underWayInAll() {
        return 0;
    }

    /**
     * Lets clients send what they have to before the first message, such as joining rooms.
     *
     * @param clients all clients, connected
     * @param wire how they speak
     */
    void prepare(List<LoadClient> clients, Wire wire);

    /**
     * Who publishes a message.
     *
     * @param audience for which audience, from 0
     * @param index which of the messages to that audience it is, from 0
     * @return the number of the client
     */
    int publisher(int audience, long index);

    /**
     * For whom a client publishes.
     *
     * @param publisher the number of the client
     * @return the audience
     */
    int audienceOf(int publisher);

    /**
     * A message as its publisher sends it.
     *
     * @param wire how it speaks
     * @param publisher who publishes it
     * @param payload the payload
     * @return the frame's text
     */
    String message(Wire wire, int publisher, String payload);
}
