package io.hubplane.backplane.redis;

import static io.hubplane.backplane.redis.PublishQueue.EnqueueResult.TAKEN;
import static io.hubplane.backplane.redis.PublishQueue.EnqueueResult.TOO_MANY_BYTES;
import static io.hubplane.backplane.redis.PublishQueue.EnqueueResult.TOO_MANY_MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PublishQueueTest {
    private static Publication publication(int bytes) {
        return new Publication("c", Scope.Kind.ALL, new byte[bytes]);
    }

    private static List<Publication> take(PublishQueue queue, int messages, int enough) {
        List<Publication> taken = new ArrayList<>();
        queue.moveTo(taken, messages, enough);
        return taken;
    }

    @Test
    void tooManyMessagesAreRefusedUntilSomeAreTaken() {
        PublishQueue queue = new PublishQueue(2, 1 << 20);
        assertThat(queue.offer(publication(1))).isEqualTo(TAKEN);
        assertThat(queue.offer(publication(1))).isEqualTo(TAKEN);
        assertThat(queue.offer(publication(1))).isEqualTo(TOO_MANY_MESSAGES);

        take(queue, 1, 1 << 20);

        assertThat(queue.offer(publication(1))).isEqualTo(TAKEN);
    }

    @Test
    void tooManyBytesAreRefusedUntilSomeAreTaken() {
        PublishQueue queue = new PublishQueue(1000, 32 << 20);
        for (int i = 0; i < 31; i++) {
            assertThat(queue.offer(publication(1 << 20))).isEqualTo(TAKEN);
        }
        assertThat(queue.offer(publication(1 << 20))).isEqualTo(TOO_MANY_BYTES);
        assertThat(queue.offer(publication(1 << 19))).isEqualTo(TAKEN);

        take(queue, 1, 1);

        assertThat(queue.offer(publication(1 << 20))).isEqualTo(TAKEN);
    }

    @Test
    void smallMessagesCountWithWhatTheyCost() {
        PublishQueue queue = new PublishQueue(1 << 20, 1 << 20);
        int taken = 0;
        while (queue.offer(publication(1)) == TAKEN) {
            taken++;
        }

        assertThat(taken).isLessThan((1 << 20) / 128);
    }

    @Test
    void messageLargerThanTheQueueIsNeverTaken() {
        assertThat(new PublishQueue(10, 1024).offer(publication(1024))).isEqualTo(TOO_MANY_BYTES);
    }

    @Test
    void pipelineEndsWithTheMessageThatMakesItFull() {
        PublishQueue queue = new PublishQueue(10, 1 << 20);
        for (int i = 0; i < 5; i++) {
            queue.offer(publication(1000));
        }

        assertThat(take(queue, 10, 2000)).hasSize(2);
        assertThat(take(queue, 1, 2000)).hasSize(1);
        assertThat(queue.clear()).hasSize(2);
        assertThat(take(queue, 10, 2000)).isEmpty();
    }

    @Test
    void waitEndsWithAMessageOrAWord() throws Exception {
        PublishQueue queue = new PublishQueue(10, 1 << 20);
        queue.wake();
        queue.await(TimeUnit.HOURS.toNanos(1));

        Thread other = new Thread(() -> queue.offer(publication(1)));
        other.start();
        queue.await(TimeUnit.HOURS.toNanos(1));

        assertThat(take(queue, 10, 10)).hasSize(1);
        other.join();
    }

    private static List<Publication> takeSmall(PublishQueue queue, int messages, int most) {
        List<Publication> taken = new ArrayList<>();
        queue.moveSmallTo(taken, messages, most);
        return taken;
    }

    @Test
    void aFewSmallMessagesAreTakenInOrderAndNoneThatIsLarge() {
        PublishQueue queue = new PublishQueue(1000, 1 << 20);
        List<Publication> sent = new ArrayList<>();
        for (int bytes : new int[] {100, 100, 100, 5000, 100}) {
            sent.add(publication(bytes));
            queue.offer(sent.get(sent.size() - 1));
        }

        assertThat(takeSmall(queue, 2, 4096)).isEqualTo(sent.subList(0, 2));
        assertThat(takeSmall(queue, 2, 4096)).isEqualTo(sent.subList(2, 3));
        assertThat(takeSmall(queue, 2, 4096)).isEmpty();
        assertThat(take(queue, 10, 1 << 20)).isEqualTo(sent.subList(3, 5));
        assertThat(queue.waiting()).isEqualTo(new PublishQueue.Waiting(0, 0));
    }

    @Test
    void itIsQuietWhileNothingWaitsAndNobodyWakesTheTaker() throws InterruptedException {
        PublishQueue queue = new PublishQueue(1000, 1 << 20);
        assertThat(queue.isQuiet()).isTrue();

        queue.offer(publication(1));
        assertThat(queue.isQuiet()).isFalse();
        take(queue, 1, 1);
        assertThat(queue.isQuiet()).isTrue();

        queue.wake();
        assertThat(queue.isQuiet()).isFalse();
        queue.await(TimeUnit.MINUTES.toNanos(1));
        assertThat(queue.isQuiet()).isTrue();
    }
}
