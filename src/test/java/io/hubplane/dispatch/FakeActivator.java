package io.hubplane.dispatch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands out hub objects and records what is done with them. */
public final class FakeActivator implements HubActivator {
    public final List<String> events = new CopyOnWriteArrayList<>();
    public volatile Supplier<Object> hubs;
    public volatile boolean failing;
    volatile @Nullable Thread lent;
    volatile @Nullable Thread returned;

    FakeActivator(Supplier<Object> hubs) {
        this.hubs = hubs;
    }

    @Override
    public Lease lease() {
        Object hub = hubs.get();
        events.add("lent");
        lent = Thread.currentThread();
        return new Lease() {
            @Override
            public Object hub() {
                return hub;
            }

            @Override
            public void returned() {
                returned = Thread.currentThread();
                events.add("returned");
                failIfAskedTo();
            }

            @Override
            public void completed() {
                events.add("completed");
                failIfAskedTo();
            }
        };
    }

    private void failIfAskedTo() {
        if (failing) {
            throw new IllegalStateException("thrown on purpose");
        }
    }
}
