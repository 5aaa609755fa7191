package io.hubplane.interleaving;

import io.hubplane.interleaving.Schedule.Participant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The methods that instrumented code calls. On threads that belong to no run they only do what the original code did.
 */
public final class Probe {
    /** The methods that do not change a collection. */
    private static final Set<String> READS = Set.of(
            "get",
            "size",
            "isEmpty",
            "contains",
            "containsKey",
            "peek",
            "element",
            "iterator",
            "forEach",
            "values",
            "entrySet",
            "keySet",
            "descendingIterator",
            "stream",
            "toArray",
            "hasNext",
            "next",
            "getOrDefault");

    private Probe() {}

    public static void lock(Object object) {
        Participant me = Schedule.current();
        if (me != null) {
            me.schedule().lock(me, object);
        }
    }

    public static void unlock(Object object) {
        Participant me = Schedule.current();
        if (me != null) {
            me.schedule().unlock(me, object);
        }
    }

    public static void notifyAll(Object object) {
        Participant me = Schedule.current();
        if (me != null) {
            me.schedule().notifyAll(me, object);
        }
    }

    public static void timedWait(TimeUnit unit, Object object, long time) {
        Participant me = Schedule.current();
        if (me != null) {
            me.schedule().await(me, object);
        }
    }

    /** A volatile field is about to be read. */
    public static void volatileRead(Object object, String field) {
        Participant me = Schedule.current();
        if (me != null) {
            me.schedule().point(me, "reads", field);
            me.schedule().order.acquire(me.clock, object, field);
        }
    }

    /** A volatile field is about to be written. */
    public static void volatileWrite(Object object, String field) {
        Participant me = Schedule.current();
        if (me != null) {
            me.schedule().point(me, "writes", field);
            me.schedule().order.release(me.id, me.clock, object, field);
        }
    }

    /** An ordinary field is about to be read. */
    public static void plainRead(Object object, String field) {
        Participant me = Schedule.current();
        if (me != null && !me.schedule().order.read(me.id, me.clock, object, field)) {
            race(me, object, field);
        }
    }

    /** An ordinary field is about to be written. */
    public static void plainWrite(Object object, String field) {
        Participant me = Schedule.current();
        if (me != null && !me.schedule().order.write(me.id, me.clock, object, field)) {
            race(me, object, field);
        }
    }

    /** A method of the JDK's collections or concurrency classes is about to be called. */
    public static void call(Object receiver, String method) {
        Participant me = Schedule.current();
        if (me == null) {
            return;
        }
        if (receiver.getClass().getName().startsWith("java.util.concurrent.")) {
            if (!(receiver instanceof TimeUnit) && !(receiver instanceof Iterator)) {
                me.schedule().point(me, method, receiver);
                me.schedule().order.acquire(me.clock, receiver, "");
                me.schedule().order.release(me.id, me.clock, receiver, "");
            }
        } else if (receiver instanceof Collection || receiver instanceof Map) {
            if (READS.contains(method)) {
                plainRead(receiver, "");
            } else {
                plainWrite(receiver, "");
            }
        }
    }

    /** The initialization of a class begins (1) or ends (-1). */
    public static void initializing(int change) {
        Participant me = Schedule.current();
        if (me != null) {
            me.undisturbed += change;
        }
    }

    private static void race(Participant me, Object object, String field) {
        me.schedule()
                .fail(new AssertionError("Data race on " + object.getClass().getSimpleName() + "." + field));
    }
}
