package io.hubplane.dispatch;

import io.hubplane.connection.Caller;
import io.hubplane.connection.Sender;
import io.hubplane.observe.ObservedConnection;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.Payload;
import io.hubplane.transport.Identity;
import java.security.Principal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Records what dispatch does to a connection. */
public final class FakeCaller implements Caller {
    record Failure(Throwable reason, boolean allowReconnect) {}

    final List<Failure> failures = new CopyOnWriteArrayList<>();
    public final BlockingQueue<HubMessage> written = new LinkedBlockingQueue<>();
    private final Map<String, Object> items = new ConcurrentHashMap<>();
    private final String id;
    public final Set<String> roles = ConcurrentHashMap.newKeySet();
    public volatile boolean anonymous;
    private final ObservedConnection observed;
    private volatile @Nullable Sender sender;
    volatile boolean open = true;
    public volatile boolean aborted;
    volatile boolean paused;
    /** Whether the transport can wait without holding a thread. */
    volatile boolean transportWaits;

    /** Whether another transport waits for the thread that reads. */
    volatile boolean transportAwaitsReader;

    public volatile Class<?> notEncodable = Void.class;
    public volatile boolean writable = true;
    /** With this many messages that the test has not taken, it is not writable. */
    public volatile int room = Integer.MAX_VALUE;

    volatile Predicate<HubMessage.Completion> asker = answer -> false;
    private final Deque<Runnable> whenWritable = new ArrayDeque<>();

    public FakeCaller(String id) {
        this.id = id;
        this.observed = new ObservedConnection("hub", id, "WebSockets", "json", Optional.of("ann"));
    }

    /** The next completion that is written; waits for it if necessary. */
    public HubMessage.Completion completion() throws InterruptedException {
        HubMessage message = written.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("Nothing was written within 10 s");
        }
        return (HubMessage.Completion) message;
    }

    /** Returns what has been written, and forgets it. */
    public List<HubMessage> takeWritten() {
        List<HubMessage> all = new ArrayList<>();
        written.drainTo(all);
        return all;
    }

    /** Makes it writable again. */
    public void becomeWritable() {
        writable = true;
        List<Runnable> actions;
        synchronized (whenWritable) {
            actions = List.copyOf(whenWritable);
            whenWritable.clear();
        }
        actions.forEach(Runnable::run);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String transportName() {
        return "WebSockets";
    }

    @Override
    public Optional<String> userIdentifier() {
        return Optional.of("ann");
    }

    @Override
    public ObservedConnection observed() {
        return observed;
    }

    /** The next message comes by another request, with the user's roles at that time. */
    public void sendsAnew() {
        sender = null;
    }

    @Override
    public Sender sender() {
        Sender present = sender;
        if (present == null) {
            Principal principal = anonymous ? null : () -> "ann";
            present = new Sender(new Identity(principal, roles, null));
            sender = present;
        }
        return present;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.of("header " + name);
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return Optional.of("parameter " + name);
    }

    @Override
    public Optional<String> cookie(String name) {
        return Optional.of("cookie " + name);
    }

    @Override
    public Map<String, Object> items() {
        return items;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void write(HubMessage message) {
        Payload payload = message instanceof HubMessage.Completion completion
                ? completion.result()
                : message instanceof HubMessage.StreamItem streamed ? streamed.item() : null;
        if (payload != null && notEncodable.isInstance(payload.bind(Object.class))) {
            throw new IllegalArgumentException("cannot be encoded");
        }
        written.add(message);
    }

    @Override
    public boolean whenWritable(Runnable action) {
        synchronized (whenWritable) {
            boolean now = writable && written.size() < room;
            if (!now) {
                whenWritable.add(action);
            }
            return now;
        }
    }

    @Override
    public boolean answered(HubMessage.Completion answer) {
        return asker.test(answer);
    }

    @Override
    public boolean pauseReceiving() {
        paused = true;
        return transportWaits;
    }

    @Override
    public boolean mayHoldReader() {
        return !transportAwaitsReader;
    }

    @Override
    public void abort() {
        aborted = true;
        open = false;
    }

    @Override
    public void fail(Throwable reason, boolean allowReconnect) {
        open = false;
        failures.add(new Failure(reason, allowReconnect));
    }
}
