package io.hubplane.dispatch.stream;

import io.hubplane.concurrent.RunAs;
import io.hubplane.connection.Caller;
import io.hubplane.connection.ReadThrottle;
import io.hubplane.hub.HubException;
import io.hubplane.observe.ClientLog;
import io.hubplane.protocol.HubMessage;
import java.lang.System.Logger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The streams that one client sends (Hub Protocol, <em>Upload Streaming</em>). The thread that reads the connection
 * brings the items; it is held back while a stream has more waiting items than it should. Safe for any thread; one
 * thread at a time opens streams.
 */
public final class Uploads {
    private static final Logger LOGGER = System.getLogger(Uploads.class.getName());

    private final Caller caller;
    private final ReadThrottle throttle;
    private final Executor executor;
    private final int capacity;
    private final ClientLog log;
    /** {@link Streams#NONE} until the first stream, since most connections never have one. */
    private volatile Streams streams = Streams.NONE;

    /**
     * Makes an empty set of streams of a connection.
     *
     * @param capacity how many items of a stream may wait before the reading thread is held back
     * @param log logs failures of subscribers
     */
    public Uploads(Caller caller, ReadThrottle throttle, Executor executor, int capacity, ClientLog log) {
        this.caller = caller;
        this.throttle = throttle;
        this.executor = executor;
        this.capacity = capacity;
        this.log = log;
    }

    /**
     * Opens streams.
     *
     * @param ids their ids, none of which is open
     * @param acting the identity with which the application is called
     * @param released run for each stream that is over and whose call has ended
     * @param events reports the streams
     */
    public List<UploadStream> open(List<String> ids, RunAs acting, Runnable released, StreamEvents events) {
        if (streams == Streams.NONE) {
            streams = new Streams(new ConcurrentHashMap<>(2));
        }
        Streams present = streams;
        return ids.stream()
                .map(id -> open(id, present, acting, released, events))
                .toList();
    }

    private UploadStream open(String id, Streams present, RunAs acting, Runnable released, StreamEvents events) {
        UploadStream.Owner owner = new UploadStream.Owner() {
            @Override
            public void received(int length) {
                events.uploadItemReceived(id, length);
            }

            @Override
            public void closed(UploadStream stream) {
                present.open.remove(id, stream);
                events.uploadEnded(id);
            }

            @Override
            public void released() {
                released.run();
            }

            @Override
            public void subscriberFailed(Throwable failure) {
                log.warn(LOGGER, caller.id(), "The subscriber to a stream of a client failed", failure);
            }
        };
        UploadStream stream = new UploadStream(id, new ItemBuffer(capacity, present.bytes), acting, executor, owner);
        present.open.put(id, stream);
        events.uploadBegan(id);
        return stream;
    }

    /**
     * Takes an item, and holds the current thread back if its stream has too many.
     *
     * @param length the message's length in bytes
     * @param holdAllowed whether the state of the connection allows holding the thread back
     * @return whether the item belongs to an open stream
     */
    public boolean received(HubMessage.StreamItem message, int length, BooleanSupplier holdAllowed) {
        UploadStream stream = streams.open.get(message.invocationId());
        if (stream == null) {
            return false;
        }
        stream.add(message.item(), length);
        ItemBuffer buffer = stream.buffer();
        AtomicLong bytes = streams.bytes;
        if (buffer.isCrowded()) {
            if (!caller.pauseReceiving()) {
                throttle.hold(holdAllowed, buffer);
            }
            if (buffer.isOverfull() && bytes.get() > ReadThrottle.UNHELD_LIMIT) {
                stream.fail(new IllegalStateException("Items of %d bytes wait for the hub, but at most %d bytes may: "
                                .formatted(bytes.get(), ReadThrottle.UNHELD_LIMIT)
                        + "the client sends faster than the hub's method takes them."));
            }
        }
        return true;
    }

    /** Whether a stream has so many waiting items that the client should wait. */
    public boolean areCrowded() {
        for (UploadStream stream : streams.open.values()) {
            if (stream.buffer().isCrowded()) {
                return true;
            }
        }
        return false;
    }

    /** Ends a stream because its client has ended it; false if there is no such stream. */
    public boolean received(HubMessage.Completion message) {
        UploadStream stream = streams.open.get(message.invocationId());
        if (stream == null) {
            return false;
        }
        String error = message.error();
        stream.end(error == null ? null : new HubException(error));
        return true;
    }

    /** Ends all streams at once. */
    public void fail(Throwable reason) {
        streams.open.values().forEach(stream -> stream.fail(reason));
    }

    /** The first id that is in use or occurs twice; null if there is none. */
    @Nullable
    public String firstInUse(List<String> ids) {
        Map<String, UploadStream> open = streams.open;
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            if (open.containsKey(id) || ids.indexOf(id) < i) {
                return id;
            }
        }
        return null;
    }

    /** The open streams. */
    private static final class Streams {
        static final Streams NONE = new Streams(Map.of());

        /** The streams by id. */
        final Map<String, UploadStream> open;
        /** How many bytes wait in all of them. */
        final AtomicLong bytes = new AtomicLong();

        Streams(Map<String, UploadStream> open) {
            this.open = open;
        }
    }
}
