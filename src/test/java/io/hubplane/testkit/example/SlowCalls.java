package io.hubplane.testkit.example;

import io.hubplane.observe.CallOutcome;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the calls that bidders had to wait for. */
@ApplicationScoped
public class SlowCalls implements HubObserver {
    private static final long SLOW = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, LongAdder> slow = new ConcurrentHashMap<>();

    @Override
    public void callEnded(ObservedCall call, long nanos, CallOutcome outcome, @Nullable Throwable failure) {
        if (nanos >= SLOW) {
            slow.computeIfAbsent(call.method().orElse("unknown"), name -> new LongAdder())
                    .increment();
        }
    }

    /** How many calls of a method were slow. */
    public long of(String method) {
        LongAdder count = slow.get(method);
        return count == null ? 0 : count.sum();
    }
}
