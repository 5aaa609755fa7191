package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.connection.ReadThrottle;
import io.hubplane.hub.Hub;
import io.hubplane.protocol.HubMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slow hub method on real threads: which clients it slows down, and which not. */
@Timeout(30)
class SlowHubTest {
    private static final int LARGE = 40 * 1024;

    @Hub("/slow")
    static class SlowHub {
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final CountDownLatch three = new CountDownLatch(3);
        final List<Integer> order = new CopyOnWriteArrayList<>();

        public void slow() throws InterruptedException {
            started.countDown();
            release.await();
        }

        public void together() throws InterruptedException {
            three.countDown();
            three.await();
        }

        public void note(int number) {
            order.add(number);
        }

        public CompletionStage<String> elsewhere() {
            return CompletableFuture.supplyAsync(() -> Thread.currentThread().getName());
        }
    }

    private final SlowHub hub = new SlowHub();
    private final DispatchFixture fixture = new DispatchFixture(hub);
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final FakeCaller first = new FakeCaller("c1");
    private final FakeCaller second = new FakeCaller("c2");

    @AfterEach
    void stop() {
        hub.release.countDown();
        threads.shutdownNow();
        readers.shutdownNow();
    }

    private static HubMessageReceiver connect(HubDispatcher dispatcher, FakeCaller caller) {
        return dispatcher.connected(caller, CompletableFuture.completedFuture(null));
    }

    private void fillWithSlowCall(HubMessageReceiver receiver) throws InterruptedException {
        receiver.received(HubMessage.Invocation.of("slow"), 10);
        assertThat(hub.started.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void callsOfAConnectionRunInTheOrderOfSending() throws InterruptedException {
        HubMessageReceiver receiver = connect(fixture.dispatcher(threads), first);
        for (int i = 0; i < 500; i++) {
            receiver.received(DispatchFixture.invocation("" + i, "note", i), 10);
        }
        for (int i = 0; i < 500; i++) {
            assertThat(first.completion().invocationId()).isEqualTo("" + i);
        }
        assertThat(hub.order).isSorted().hasSize(500);
    }

    @Test
    void asManyCallsAsConfiguredRunTogether() throws InterruptedException {
        fixture.options = DispatchFixture.parallel(3);
        HubMessageReceiver receiver = connect(fixture.dispatcher(threads), first);
        for (int i = 0; i < 3; i++) {
            receiver.received(DispatchFixture.invocation("" + i, "together"), 10);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(first.completion().error()).isNull();
        }
    }

    @Test
    void stageOfAnotherThreadIsAnsweredAndTheNextCallRuns() throws InterruptedException {
        HubMessageReceiver receiver = connect(fixture.dispatcher(threads), first);
        for (int i = 0; i < 200; i++) {
            receiver.received(DispatchFixture.invocation("" + i, "elsewhere"), 10);
        }
        for (int i = 0; i < 200; i++) {
            assertThat(first.completion().invocationId()).isEqualTo("" + i);
        }
    }

    @Test
    void slowMethodDoesNotSlowOtherConnections() throws InterruptedException {
        HubDispatcher dispatcher = fixture.dispatcher(threads);
        HubMessageReceiver slow = connect(dispatcher, first);
        HubMessageReceiver quick = connect(dispatcher, second);
        fillWithSlowCall(slow);
        quick.received(DispatchFixture.invocation("1", "note", 1), 10);
        assertThat(second.completion()).isEqualTo(HubMessage.Completion.ofResult("1", null));
    }

    @Test
    void readerOfAFloodingClientIsHeldBackUntilTheHubCatchesUp() throws Exception {
        HubMessageReceiver receiver = connect(fixture.dispatcher(threads), first);
        fillWithSlowCall(receiver);
        receiver.received(DispatchFixture.invocation("1", "note", 1), LARGE);
        Future<?> reader = readers.submit(() -> receiver.received(DispatchFixture.invocation("2", "note", 2), LARGE));
        awaitHeldBack(1);
        assertThat(first.paused).isTrue();
        assertThat(reader.isDone()).isFalse();
        hub.release.countDown();
        reader.get(10, TimeUnit.SECONDS);
        assertThat(first.completion().invocationId()).isEqualTo("1");
        assertThat(first.completion().invocationId()).isEqualTo("2");
        assertThat(first.failures).isEmpty();
    }

    @Test
    void readerOfATransportThatWaitsByItselfIsNotHeldBack() throws Exception {
        first.transportWaits = true;
        HubMessageReceiver receiver = connect(fixture.dispatcher(threads), first);
        fillWithSlowCall(receiver);
        receiver.received(DispatchFixture.invocation("1", "note", 1), LARGE);
        assertThat(receiver.isCrowded()).isFalse();

        receiver.received(DispatchFixture.invocation("2", "note", 2), LARGE); // on this thread, which does not block

        assertThat(receiver.isCrowded()).isTrue();
        hub.release.countDown();
        assertThat(first.completion().invocationId()).isEqualTo("1");
        assertThat(first.completion().invocationId()).isEqualTo("2");
        assertThat(receiver.isCrowded()).isFalse();
    }

    @Test
    void transportThatDoesNotWaitThoughItSaysSoIsCutOff() throws Exception {
        first.transportWaits = true;
        HubMessageReceiver receiver = connect(fixture.dispatcher(threads), first);
        fillWithSlowCall(receiver);
        for (int bytes = 0; bytes <= ReadThrottle.UNHELD_LIMIT; bytes += LARGE) {
            assertThat(first.failures).isEmpty();
            receiver.received(DispatchFixture.invocation("1", "note", 1), LARGE);
        }
        for (int i = 0; i < 2; i++) {
            receiver.received(DispatchFixture.invocation("1", "note", 1), LARGE);
        }
        assertThat(first.failures).hasSize(1);
    }

    @Test
    void readerHeldBackIsLetGoWhenItsConnectionEnds() throws Exception {
        HubMessageReceiver receiver = connect(fixture.dispatcher(threads), first);
        fillWithSlowCall(receiver);
        Future<?> reader = readers.submit(() -> {
            receiver.received(DispatchFixture.invocation("1", "note", 1), LARGE);
            receiver.received(DispatchFixture.invocation("2", "note", 2), LARGE);
        });
        awaitHeldBack(1);
        receiver.disconnected(null);
        reader.get(10, TimeUnit.SECONDS);
    }

    @Test
    void readerHeldBackIsLetGoWhenAnotherTransportWaitsForItAndNothingIsLost() throws Exception {
        HubMessageReceiver receiver = connect(fixture.dispatcher(threads), first);
        fillWithSlowCall(receiver);
        receiver.received(DispatchFixture.invocation("1", "note", 1), LARGE);
        Future<?> reader = readers.submit(() -> receiver.received(DispatchFixture.invocation("2", "note", 2), LARGE));
        awaitHeldBack(1);

        first.transportAwaitsReader = true;
        reader.get(2, TimeUnit.SECONDS);
        receiver.received(DispatchFixture.invocation("3", "note", 3), LARGE); // on this thread, which does not block

        assertThat(first.failures).isEmpty();
        hub.release.countDown();
        for (String id : List.of("1", "2", "3")) {
            assertThat(first.completion().invocationId()).isEqualTo(id);
        }
    }

    @Test
    void onlySoManyReadersAreHeldBackAndOthersFailAboveTheLimit() throws Exception {
        fixture.throttle = new ReadThrottle(1);
        HubDispatcher dispatcher = fixture.dispatcher(threads);
        HubMessageReceiver held = connect(dispatcher, first);
        fillWithSlowCall(held);
        Future<?> reader = readers.submit(() -> {
            held.received(DispatchFixture.invocation("1", "note", 1), LARGE);
            held.received(DispatchFixture.invocation("2", "note", 2), LARGE);
        });
        awaitHeldBack(1);

        HubMessageReceiver flooding = connect(dispatcher, second);
        flooding.received(HubMessage.Invocation.of("slow"), 10);
        // On this thread: none of these calls may block.
        for (int bytes = 0; bytes <= ReadThrottle.UNHELD_LIMIT; bytes += LARGE) {
            assertThat(second.failures).isEmpty();
            flooding.received(DispatchFixture.invocation("1", "note", 1), LARGE);
        }
        assertThat(second.failures).singleElement().satisfies(failure -> {
            assertThat(failure.allowReconnect()).isTrue();
            assertThat(failure.reason())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("" + ReadThrottle.UNHELD_LIMIT, "bytes", "faster");
        });
        assertThat(first.failures).isEmpty();
        assertThat(reader.isDone()).isFalse();
    }

    /** Waits until this many readers are held back. */
    private void awaitHeldBack(int readersHeldBack) {
        while (fixture.throttle.heldBack() < readersHeldBack) {
            Thread.onSpinWait();
        }
    }
}
