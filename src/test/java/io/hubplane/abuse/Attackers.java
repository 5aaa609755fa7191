package io.hubplane.abuse;

import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.RawSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attackers of one attack: their sockets and threads, all from one address, which no healthy client has. When
 * they stop, sockets are dropped without a close. Safe for any thread.
 */
final class Attackers implements AutoCloseable {
    /** The receive buffer of a reader that does not read, in bytes: small, so that the server notices soon. */
    private static final int LITTLE = 4096;

    private static final int MUCH = 256 * 1024;
    private static final Pattern TOKEN = Pattern.compile("\"connectionToken\"\\s*:\\s*\"([^\"]+)\"");

    private final URI first;
    private final URI second;
    private final InetAddress address;
    private final int leisure;
    private final Queue<RawSocket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * Makes attackers, which do nothing yet.
     *
     * @param first the hub's address on one node
     * @param second its address on the other
     * @param address where they are
     * @param leisure by what factor their pauses are longer than in the hardest attack
     */
    Attackers(URI first, URI second, InetAddress address, int leisure) {
        this.first = first;
        this.second = second;
        this.address = address;
        this.leisure = leisure;
    }

    /** The hub's address on one node. */
    URI first() {
        return first;
    }

    /** The hub's address on the other node. */
    URI second() {
        return second;
    }

    /** The hub's address on the first node for even numbers, on the second for odd ones. */
    URI hub(int number) {
        return number % 2 == 0 ? first : second;
    }

    /** What an attacker does; if the server refuses it or closes its connection, that is not a failure of the test. */
    @FunctionalInterface
    interface Action {
        void act() throws IOException;
    }

    /** Does something once, on a thread of its own. */
    void once(Action action) {
        go(() -> attempt(action));
    }

    /** Does something at most so often each second, on a thread of its own. */
    void again(int timesPerSecond, Action action) {
        every(Duration.ofSeconds(1).dividedBy(timesPerSecond), action);
    }

    /** Does something repeatedly, with pauses, on a thread of its own. */
    void every(Duration pause, Action action) {
        go(() -> {
            while (!stopped) {
                attempt(action);
                TimeUnit.NANOSECONDS.sleep(leisure * pause.toNanos());
            }
        });
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private synchronized void go(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException e) {
                        assert stopped;
                    } catch (RuntimeException | Error e) {
                        failures.add(e);
                    }
                },
                "attacker at " + address.getHostAddress());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void attempt(Action action) {
        try {
            if (!stopped) {
                action.act();
            }
        } catch (IOException e) {
            // The server has refused it or cut it off, or the attackers are stopped.
        }
    }

    /** A TCP connection, held until the attackers are stopped. */
    RawSocket connect(URI hub) throws IOException {
        return hold(RawSocket.from(address, hub, MUCH));
    }

    /** The same with a small receive buffer, for attackers that do not read. */
    RawSocket connectNarrowly(URI hub) throws IOException {
        return hold(RawSocket.from(address, hub, LITTLE));
    }

    private RawSocket hold(RawSocket socket) throws IOException {
        sockets.add(socket);
        if (stopped) { // after the add: either close() sees the socket, or this thread sees that it is closed
            socket.close();
        }
        return socket;
    }

    /** A WebSocket after the handshake. */
    HostileWebSocket open(URI hub) throws IOException {
        return HostileWebSocket.open(connect(hub), hub);
    }

    /** Sends a request on a new connection and returns the answer. */
    String ask(String method, URI asked, String body) throws IOException {
        return ask(method, asked, "", body);
    }

    /** The same with more headers, each ended by {@code \r\n}. */
    String ask(String method, URI asked, String headers, String body) throws IOException {
        try (RawSocket socket = RawSocket.from(address, asked, MUCH)) {
            return socket.head(
                            method, asked, headers + "Connection: close\r\nContent-Length: " + body.length() + "\r\n")
                    .send(body)
                    .readToEnd();
        }
    }

    /** Negotiates, and returns the address of the connection. */
    URI negotiate(URI hub) throws IOException {
        String answer = ask("POST", URI.create(hub + "/negotiate?negotiateVersion=1"), "");
        Matcher token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new IOException("Refused: " + answer);
        }
        return URI.create(hub + "?id=" + token.group(1));
    }

    /** Opens a connection by polling, and returns its address. */
    URI poll(URI hub) throws IOException {
        URI polled = negotiate(hub);
        ask("GET", polled, "");
        ask("POST", polled, RawConnection.HANDSHAKE);
        ask("GET", polled, "");
        return polled;
    }

    /** Reads what comes on a connection and drops it, on a new thread. */
    void drain(RawSocket socket) {
        once(() -> {
            while (socket.discard()) {
                // how the server ends the connection does not matter
            }
        });
    }

    /** Drops all connections that are held; the attack continues. */
    void drop() {
        for (RawSocket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
            try {
                socket.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
    }

    /** Stops the attack, and waits until all its threads have ended. */
    @Override
    public void close() {
        stopped = true;
        List<Thread> working;
        synchronized (this) {
            working = List.copyOf(threads);
        }
        working.forEach(Thread::interrupt);
        drop();
        try {
            for (Thread thread : working) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop();
        if (!failures.isEmpty()) {
            throw new AssertionError("An attack has failed by itself", failures.peek());
        }
    }
}
