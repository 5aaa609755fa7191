package io.hubplane.interleaving;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@link Scenario}: its threads run one at a time, in the order that {@link Choices} give. The static
 * methods are for scenarios, and for the threads of the run only.
 */
public final class Schedule {
    /** More steps than any scenario has: a run with more is in an endless loop. */
    private static final int MOST_STEPS = 20_000;

    /** How long a run may wait for something that the schedule does not know. */
    private static final long MOST_SECONDS = 60;

    /** Threads that were stopped because a promise was broken stay in it. */
    private static final ExecutorService POOL = Executors.newCachedThreadPool(run -> {
        Thread thread = new Thread(run, "interleaving");
        thread.setDaemon(true);
        return thread;
    });

    private static final ThreadLocal<@Nullable Participant> CURRENT = new ThreadLocal<>();

    private final Choices choices;
    private final int mostPreemptions;
    private final @Nullable List<String> trace;
    private final List<Participant> participants = new ArrayList<>();
    private final IdentityHashMap<Object, Lock> locks = new IdentityHashMap<>();
    private final Semaphore over = new Semaphore(0);
    final HappensBefore order = new HappensBefore();
    private int preemptions;
    private int steps;
    private volatile @Nullable Throwable failure;

    /** A thread of the run. */
    final class Participant {
        final int id;
        final int[] clock;
        final Semaphore turn = new Semaphore(0);
        /** Above 0 during the initialization of a class, when other threads would wait for it. */
        int undisturbed;

        private @Nullable BooleanSupplier blocked;
        private boolean fresh = true;
        private boolean done;

        Participant(int id, int @Nullable [] parent) {
            this.id = id;
            this.clock = HappensBefore.begin(id, parent);
        }

        Schedule schedule() {
            return Schedule.this;
        }

        boolean isEnabled() {
            BooleanSupplier until = blocked;
            return !done && (until == null || until.getAsBoolean());
        }
    }

    private static final class Lock {
        @Nullable
        Participant owner;

        int depth;
        final List<Participant> waiting = new ArrayList<>();
    }

    Schedule(Choices choices, int mostPreemptions, boolean traced) {
        this.choices = choices;
        this.mostPreemptions = mostPreemptions;
        this.trace = traced ? new ArrayList<>() : null;
    }

    /** Runs a scenario; returns its failure, or null. */
    @Nullable
    Throwable run(Scenario scenario) throws InterruptedException {
        for (Runnable thread : scenario.threads()) {
            add(thread, null);
        }
        pass(null);
        if (!over.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
            return new AssertionError("A thread waits for something the schedule does not know of");
        }
        if (failure == null) {
            try {
                scenario.atTheEnd();
            } catch (Throwable e) {
                return e;
            }
        }
        return failure;
    }

    /** What the threads did, if it was recorded. */
    List<String> trace() {
        return trace == null ? List.of() : trace;
    }

    static @Nullable Participant current() {
        return CURRENT.get();
    }

    private static Participant me() {
        Participant me = CURRENT.get();
        if (me == null) {
            throw new IllegalStateException("Not a thread of a scenario");
        }
        return me;
    }

    /** Starts another thread, as an executor does that takes a task. */
    public static void spawn(Runnable task) {
        Participant me = me();
        Schedule schedule = me.schedule();
        schedule.add(task, me.clock);
        me.clock[me.id]++;
    }

    /** Chooses one of the numbers from 0 to {@code count} - 1; each of them in some run. */
    public static int choose(int count) {
        return me().schedule().choices.next(count);
    }

    /** Lets another thread run here; does nothing outside a run. */
    public static void pause() {
        Participant me = CURRENT.get();
        if (me != null) {
            me.schedule().point(me, "pause", "");
        }
    }

    /**
     * Waits until a condition is true; if it never is, a promise is broken.
     *
     * @param condition part of the scenario: any thread may evaluate it, so it must not call code under test
     */
    public static void await(BooleanSupplier condition) {
        Participant me = me();
        me.schedule().block(me, condition, "await");
    }

    /** Reports a broken promise from code whose exceptions might be caught. */
    public static void require(boolean kept, String promise) {
        if (!kept) {
            AssertionError broken = new AssertionError(promise);
            Participant me = CURRENT.get();
            if (me == null) {
                throw broken;
            }
            me.schedule().fail(broken);
        }
    }

    private void add(Runnable task, int @Nullable [] parent) {
        if (participants.size() == HappensBefore.MOST_THREADS) {
            throw new IllegalStateException("More threads than " + HappensBefore.MOST_THREADS);
        }
        Participant added = new Participant(participants.size(), parent);
        participants.add(added);
        POOL.execute(() -> {
            added.turn.acquireUninterruptibly();
            CURRENT.set(added);
            try {
                task.run();
            } catch (Throwable e) {
                fail(e);
            }
            CURRENT.remove();
            added.done = true;
            pass(added);
        });
    }

    /** A step is about to be taken that others can see. */
    void point(Participant me, String what, Object on) {
        if (me.undisturbed > 0) {
            return;
        }
        if (me.fresh) {
            me.fresh = false; // it has just been this thread's turn
        } else {
            pass(me);
        }
        note(me, what, on);
    }

    private void block(Participant me, BooleanSupplier until, String what) {
        me.blocked = until;
        me.fresh = false;
        pass(me);
        me.blocked = null;
        note(me, what, "");
    }

    private void note(Participant me, String what, Object on) {
        if (trace != null) {
            trace.add("T" + me.id + " " + what + " "
                    + (on instanceof String ? on : on.getClass().getSimpleName()));
        }
    }

    void lock(Participant me, Object object) {
        Lock lock = locks.computeIfAbsent(object, key -> new Lock());
        if (lock.owner != me) {
            if (lock.owner == null) {
                point(me, "locks", object);
            }
            if (lock.owner != null) {
                block(me, () -> lock.owner == null, "locks at last");
            }
            lock.owner = me;
            order.acquire(me.clock, object, "lock");
        }
        lock.depth++;
    }

    void unlock(Participant me, Object object) {
        Lock lock = held(me, object);
        if (--lock.depth == 0) {
            lock.owner = null;
            order.release(me.id, me.clock, object, "lock");
        }
    }

    /** Waits to be notified, regardless of the time-out: code that relies on the time-out has missed a notification. */
    void await(Participant me, Object object) {
        Lock lock = held(me, object);
        int depth = lock.depth;
        lock.waiting.add(me);
        lock.owner = null;
        lock.depth = 0;
        order.release(me.id, me.clock, object, "lock");
        block(me, () -> lock.owner == null && !lock.waiting.contains(me), "is notified");
        lock.owner = me;
        lock.depth = depth;
        order.acquire(me.clock, object, "lock");
    }

    void notifyAll(Participant me, Object object) {
        held(me, object).waiting.clear();
    }

    private Lock held(Participant me, Object object) {
        Lock lock = locks.get(object);
        if (lock == null || lock.owner != me) {
            throw new IllegalMonitorStateException();
        }
        return lock;
    }

    void fail(Throwable reason) {
        failure = reason;
        over.release();
        while (true) {
            new Semaphore(0).acquireUninterruptibly();
        }
    }

    private void pass(@Nullable Participant me) {
        if (++steps > MOST_STEPS) {
            fail(new AssertionError("The threads go round in circles"));
        }
        List<Participant> enabled = enabled(me);
        if (enabled.isEmpty()) {
            if (!participants.stream().allMatch(each -> each.done)) {
                failure = new AssertionError("Nobody can go on");
            }
            over.release();
        } else {
            int index = choices.next(enabled.size());
            Participant next = enabled.get(index);
            if (index > 0 && enabled.get(0) == me) {
                preemptions++;
            }
            if (next == me) {
                return;
            }
            next.turn.release();
        }
        if (me != null && !me.done) {
            me.turn.acquireUninterruptibly();
        }
    }

    private List<Participant> enabled(@Nullable Participant me) {
        List<Participant> enabled = new ArrayList<>(participants.size());
        if (me != null && me.isEnabled()) {
            enabled.add(me);
            if (preemptions == mostPreemptions) {
                return enabled;
            }
        }
        for (Participant other : participants) {
            if (other != me && other.isEnabled()) {
                enabled.add(other);
            }
        }
        return enabled;
    }
}
