package io.hubplane.transport.http.answer;

import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import io.hubplane.transport.http.FakeAsync;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * In every order of steps, with a container that calls back within the same call or on another thread, and may fail:
 * each completion is reported once, the end is reported once, the container is asked to complete at most once. Its
 * stream is used by one thread at a time, only when it is ready and never after the end. What was written is sent in
 * order, all of it if nothing breaks.
 */
class NonBlockingResponseInterleavingsTest {
    /** A servlet thread that starts, one that writes, and an end. */
    abstract static class Response implements Scenario {
        final FakeAsync async = new FakeAsync();
        final Container container = new Container();
        final List<String> ends = new ArrayList<>();
        final int[] completions;
        final NonBlockingResponse response =
                new NonBlockingResponse(async.toContext(), container, Runnable::run, reason -> ended(reason));
        private int failedCompletions;

        Response(int writes) {
            completions = new int[writes];
        }

        private void ended(@Nullable Throwable reason) {
            container.over = true;
            ends.add(String.valueOf(reason));
        }

        void writeAll() {
            for (int number = 0; number < completions.length; number++) {
                write(number);
            }
        }

        private void write(int number) {
            response.write(new byte[] {(byte) number}, failure -> {
                completions[number]++;
                failedCompletions += failure == null ? 0 : 1;
            });
        }

        @Override
        public void atTheEnd() {
            require(ends.size() == 1, "Ended " + ends);
            require(Arrays.stream(completions).allMatch(told -> told == 1), "Told " + Arrays.toString(completions));
            require(async.completions <= 1, "Completed " + async.completions + " times");
            require(container.taken.equals(List.of(0, 1).subList(0, container.taken.size())), "" + container.taken);
            require(container.taken.size() + failedCompletions >= completions.length, "Lost without a word");
        }

        static void require(boolean kept, String what) {
            if (!kept) {
                throw new AssertionError(what);
            }
        }
    }

    /** Takes bytes when it is ready, and reports that within the call that asks or on another thread. */
    private static final class Container extends ServletOutputStream {
        final List<Integer> taken = new ArrayList<>();
        boolean over;
        boolean mayFail;
        private boolean ready;
        private boolean within;
        private @Nullable WriteListener listener;

        @Override
        public void setWriteListener(WriteListener told) {
            listener = told;
            tellReady();
        }

        private void tellReady() {
            if (Schedule.choose(2) == 0) {
                becomeReady();
            } else {
                Schedule.spawn(this::becomeReady);
            }
        }

        private void becomeReady() {
            ready = true;
            try {
                Objects.requireNonNull(listener).onWritePossible();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean isReady() {
            enter();
            within = false;
            if (ready) {
                return true;
            }
            tellReady();
            return false;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            takeOff();
            taken.add((int) bytes[offset]);
        }

        @Override
        public void write(int one) {
            throw new AssertionError("Not byte by byte");
        }

        @Override
        public void flush() throws IOException {
            takeOff();
        }

        private void takeOff() throws IOException {
            enter();
            Schedule.require(ready, "Used when it is not ready");
            Schedule.pause();
            within = false;
            ready = Schedule.choose(2) == 0;
            if (mayFail && Schedule.choose(2) == 1) {
                throw new IOException("reset");
            }
        }

        private void enter() {
            Schedule.require(!within, "Used by two threads");
            Schedule.require(!over, "Used after the end");
            within = true;
        }
    }

    static final class Finished extends Response {
        Finished() {
            super(2);
        }

        @Override
        public List<Runnable> threads() {
            return List.of(response::start, () -> {
                writeAll();
                response.finish();
            });
        }

        @Override
        public void atTheEnd() {
            super.atTheEnd();
            require(ends.equals(List.of("null")), "Ended with " + ends);
            require(container.taken.size() == 2 && async.completions == 1, "Not all is written");
        }
    }

    /** The end follows the last write while the thread that works finds nothing more. */
    static final class LastWriteAndEnd implements Scenario {
        private final Container container = new Container();
        private final NonBlockingResponse response =
                new NonBlockingResponse(new FakeAsync().toContext(), container, Runnable::run, reason -> {});

        @Override
        public List<Runnable> threads() {
            return List.of(response::start, () -> {
                response.write(new byte[1], failure -> {});
                response.finish();
            });
        }

        @Override
        public void atTheEnd() {
            Response.require(container.taken.size() == 1, "The last write is lost");
        }
    }

    static final class FinishedByAnother extends Response {
        FinishedByAnother() {
            super(1);
        }

        @Override
        public List<Runnable> threads() {
            return List.of(response::start, this::writeAll, response::finish);
        }
    }

    static final class Broken extends Response {
        Broken() {
            super(2);
            container.mayFail = true;
        }

        @Override
        public List<Runnable> threads() {
            return List.of(response::start, () -> {
                writeAll();
                response.finish();
            });
        }
    }

    static final class CompletedByTheContainer extends Response {
        private boolean started;

        CompletedByTheContainer() {
            super(1);
        }

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        response.start();
                        started = true;
                    },
                    () -> {
                        writeAll();
                        response.finish();
                    },
                    () -> {
                        Schedule.await(() -> started);
                        if (async.completions == 0) {
                            async.complete();
                        }
                    });
        }

        @Override
        public void atTheEnd() {
            // A container refuses a second completion; its own may come at the same time.
            async.completions = Math.min(1, async.completions);
            super.atTheEnd();
        }
    }

    static final class FailedByBoth extends Response {
        FailedByBoth() {
            super(1);
        }

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        response.start();
                        writeAll();
                    },
                    () -> response.fail(new IOException("gone")),
                    () -> response.onError(new IOException("reset")));
        }
    }

    @Test
    void finishedResponseIsWrittenAsAWhole() {
        Interleavings.explore(Finished.class, 1);
    }

    @Test
    void lastWriteIsNotLostToTheEndThatFollowsIt() {
        Interleavings.explore(LastWriteAndEnd.class, 2);
    }

    @Test
    void whoeverFinishesEveryCompletionIsToldOnce() {
        Interleavings.explore(FinishedByAnother.class, 1);
    }

    @Test
    void failureDuringAWriteOrAFlushEndsItOnce() {
        Interleavings.explore(Broken.class, 1);
    }

    @Test
    void containerThatCompletesByItselfEndsItOnce() {
        Interleavings.explore(CompletedByTheContainer.class, 1);
    }

    @Test
    void twoFailuresAreOneEnd() {
        Interleavings.explore(FailedByBoth.class, 1);
    }
}
