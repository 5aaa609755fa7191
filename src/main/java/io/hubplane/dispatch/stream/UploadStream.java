package io.hubplane.dispatch.stream;

import io.hubplane.concurrent.Failures;
import io.hubplane.concurrent.RunAs;
import io.hubplane.concurrent.SerialLoop;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.Payload;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a client sends to a hub method (Hub Protocol, <em>Upload Streaming</em>), for one subscriber. It takes
 * items from the receipt of the call on, long before there may be a subscriber, and binds each item when it is
 * requested. The subscriber is called on the executor with the client's identity, never on the thread that reads the
 * connection. Safe for any thread.
 */
public final class UploadStream implements Flow.Publisher<Object> {
    /** Receives the events of a stream, on any thread; each event except {@link #received} comes at most once. */
    interface Owner {
        /** An item has come; its length is in bytes. */
        void received(int length);

        /** The stream takes no more items. */
        void closed(UploadStream stream);

        /** The stream takes no more items, and its call has ended. */
        void released();

        /** The subscriber has thrown an exception and gets no more signals. */
        void subscriberFailed(Throwable failure);
    }

    private final String id;
    private final ItemBuffer buffer;
    private final Owner owner;
    private final SerialLoop loop;
    private final AtomicInteger users = new AtomicInteger(2);

    // Guarded by this.
    private Type type = Object.class;
    private boolean closed;
    private boolean callOver;
    private @Nullable Throwable failure;
    private boolean taken;
    private Flow.@Nullable Subscriber<? super Object> subscriber;
    private boolean greeted;
    private long demand;

    UploadStream(String id, ItemBuffer buffer, RunAs acting, Executor executor, Owner owner) {
        this.id = id;
        this.buffer = buffer;
        this.owner = owner;
        this.loop = new SerialLoop(executor, acting::run, this::goOn);
    }

    String id() {
        return id;
    }

    ItemBuffer buffer() {
        return buffer;
    }

    /** Sets the type of the items; returns the stream. */
    public synchronized UploadStream of(Type itemType) {
        type = itemType;
        return this;
    }

    /** Takes an item with its length in bytes. */
    void add(Payload payload, int length) {
        owner.received(length);
        buffer.add(payload, length);
        boolean wanted;
        synchronized (this) {
            wanted = subscriber != null && demand > 0;
        }
        if (wanted) {
            loop.wakeElsewhere();
        }
    }

    /** The client sends no more, normally or with a failure. The subscriber learns of it after the waiting items. */
    void end(@Nullable Throwable reason) {
        close(reason, false);
    }

    /** Ends the stream at once and drops the waiting items. */
    void fail(Throwable reason) {
        close(reason, true);
    }

    /** The call has ended. A stream with a subscriber continues; one without is no longer needed. Called once. */
    public void callOver() {
        boolean unwanted;
        synchronized (this) {
            callOver = true;
            unwanted = !taken;
        }
        if (unwanted) {
            close(null, true);
        }
        leave();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Object> wanting) {
        Objects.requireNonNull(wanting);
        boolean accepted;
        synchronized (this) {
            accepted = !taken && !callOver;
            if (accepted) {
                taken = true;
                subscriber = wanting;
            }
        }
        if (accepted) {
            loop.wakeElsewhere();
        } else {
            wanting.onSubscribe(new Nothing());
            wanting.onError(new IllegalStateException(
                    "Stream " + id + " of a client already has a subscriber, or had none when its call ended"));
        }
    }

    private void close(@Nullable Throwable reason, boolean dropping) {
        boolean first;
        synchronized (this) {
            first = !closed;
            closed = true;
            if (failure == null && (first || dropping)) {
                failure = reason;
            }
        }
        if (dropping) {
            buffer.discard();
        }
        if (first) {
            owner.closed(this);
            leave();
        }
        loop.wakeElsewhere();
    }

    private void leave() {
        if (users.decrementAndGet() == 0) {
            owner.released();
        }
    }

    /** Sends the subscriber one signal; on one thread at a time. */
    private boolean goOn() {
        Flow.Subscriber<? super Object> to;
        Payload item = null;
        boolean greeting;
        synchronized (this) {
            to = subscriber;
            if (to == null) {
                return false;
            }
            greeting = !greeted;
            greeted = true;
            if (!greeting && demand > 0) {
                item = buffer.poll();
            }
            if (item != null) {
                demand--;
            } else if (!greeting && !(closed && buffer.isEmpty())) {
                return false;
            } else if (!greeting) {
                subscriber = null;
            }
        }
        try {
            if (greeting) {
                to.onSubscribe(new Demand());
            } else if (item != null) {
                give(to, item);
            } else {
                finish(to);
            }
        } catch (Throwable e) {
            owner.subscriberFailed(e);
            unsubscribe();
            Failures.rethrowFatal(e);
        }
        return true;
    }

    private void give(Flow.Subscriber<? super Object> to, Payload item) {
        Type bound;
        synchronized (this) {
            bound = type;
        }
        Object value;
        try {
            value = item.bind(bound);
        } catch (Throwable e) {
            Failures.rethrowFatal(e);
            fail(e);
            return;
        }
        if (value == null) {
            fail(new BindingException("The items of a stream must not be null."));
        } else {
            to.onNext(value);
        }
    }

    private void finish(Flow.Subscriber<? super Object> to) {
        Throwable reason;
        synchronized (this) {
            reason = failure;
        }
        if (reason == null) {
            to.onComplete();
        } else {
            to.onError(reason);
        }
    }

    private void unsubscribe() {
        synchronized (this) {
            subscriber = null;
        }
        close(null, true);
    }

    private final class Demand implements Flow.Subscription {
        @Override
        public void request(long n) {
            if (n < 1) {
                fail(new IllegalArgumentException(n + " items were requested, must be at least 1"));
                return;
            }
            synchronized (UploadStream.this) {
                demand = n > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + n;
            }
            loop.wakeElsewhere();
        }

        @Override
        public void cancel() {
            unsubscribe();
        }
    }

    /** The subscription of a refused subscriber. */
    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
