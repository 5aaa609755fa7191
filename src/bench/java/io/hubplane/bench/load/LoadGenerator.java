package io.hubplane.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Any number of clients on the calling thread: everything happens within {@link #run}. Not thread safe. */
public final class LoadGenerator implements AutoCloseable {
    /** Decides what happens while the clients send and receive. */
    public interface Script {
        /**
         * Called before each look at the sockets.
         *
         * @param now the time in nanoseconds
         * @return when to be called again at the latest, in nanoseconds; {@link Long#MIN_VALUE} to stop
         */
        long step(long now);
    }

    /** As the official clients of SignalR do; servers give up a silent client after 20 or 30 seconds. */
    private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(15);

    private final Selector selector;
    private final ByteBuffer shared = ByteBuffer.allocateDirect(256 * 1024);
    private final List<LoadClient> clients = new ArrayList<>();
    private long nextKeepAlive = System.nanoTime();
    private int keptAlive;
    private long frames;

    /** Makes a load generator without clients. */
    public LoadGenerator() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Begins to connect a client.
     *
     * @param wire the protocol
     * @param node the node's address
     * @param listener gets what the client receives
     * @return the client
     * @throws IOException if no socket can be had
     */
    public LoadClient connect(Wire wire, URI node, LoadClient.Listener listener) throws IOException {
        LoadClient client = new LoadClient(clients.size(), new Audit(), wire, node, this, selector, listener);
        clients.add(client);
        return client;
    }

    /**
     * Begins to connect a client that has been closed to the same node again. Its audit continues where it was.
     *
     * @param number the client's number
     * @throws IOException if no socket can be had
     */
    public void connectAgain(int number) throws IOException {
        clients.set(number, clients.get(number).again(selector));
    }

    /** How many frames with messages have come. */
    public long frames() {
        return frames;
    }

    void frameReceived() {
        frames++;
    }

    /** All clients there have been, by number. */
    public List<LoadClient> clients() {
        return clients;
    }

    /**
     * Lets the clients send and receive until a script says stop.
     *
     * @param script the script
     */
    public void run(Script script) {
        try {
            while (true) {
                long now = System.nanoTime();
                long again = script.step(now);
                if (again == Long.MIN_VALUE) {
                    return;
                }
                keepAlive(now);
                select(Math.min(again, nextKeepAlive) - now);
                for (SelectionKey key : selector.selectedKeys()) {
                    ((LoadClient) key.attachment()).ready(shared);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One client after the other, so that keep-alives are spread evenly over time and each client sends them often
     * enough.
     */
    private void keepAlive(long now) {
        while (now - nextKeepAlive >= 0) {
            if (keptAlive < clients.size()) {
                clients.get(keptAlive++).keepAlive();
            } else {
                keptAlive = 0;
            }
            nextKeepAlive += KEEP_ALIVE / (clients.size() + 1);
        }
    }

    private void select(long nanos) throws IOException {
        // A selector waits in whole milliseconds; for what is due sooner the sockets are polled again.
        if (nanos < TimeUnit.MILLISECONDS.toNanos(1)) {
            selector.selectNow();
        } else {
            selector.select(TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }

    @Override
    public void close() {
        clients.forEach(LoadClient::close);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
