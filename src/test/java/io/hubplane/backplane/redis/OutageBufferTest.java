package io.hubplane.backplane.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.MessageSeal;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.PublishQueue.EnqueueResult;
import io.hubplane.backplane.sequence.PositionNews;
import io.hubplane.backplane.sequence.PublishSequences;
import io.hubplane.backplane.sequence.ResendOptions;
import io.hubplane.backplane.sequence.SentMessages;
import io.hubplane.observe.BackplaneCounts;
import io.hubplane.observe.HubObserver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageBufferTest {
    private static final long SECOND = 1_000_000_000;

    private final PublishSequences sequences = new PublishSequences();
    private final RedisChannels channels = new RedisChannels("");
    private final Pipeline pipeline = new Pipeline(
            "node",
            new MessageSeal(BackplaneTrust.WITHOUT_SECRET),
            channels,
            sequences,
            new PositionNews(sequences),
            new SubscriberQuestions(channels, 1, 1),
            new Resends(channels, "node", new SentMessages(ResendOptions.NONE)),
            new Audience(nanos -> true, () -> true, () -> 0),
            new BackplaneCounts(HubObserver.NONE),
            () -> 0);
    private final PublishQueue queue = new PublishQueue(1000, 1 << 20);
    private final OutageBuffer outage =
            new OutageBuffer(new PublishOptions(1000, 1 << 20, 1000, Duration.ofSeconds(10), true), pipeline, queue);

    private static Publication publication(int size) {
        // The channel's name and the fixed cost of each message count too.
        return new Publication("c", Scope.Kind.ALL, new byte[size - 129]);
    }

    private static Publication command() {
        return new Publication("c", Scope.Kind.GROUP_COMMANDS, new byte[10]);
    }

    @Test
    void whatWasToBePublishedWaitsUpToSoManyBytesThePipelineFirst() {
        Publication written = publication(600);
        Publication next = publication(400);
        Publication tooMuch = publication(200);
        pipeline.messages().add(written);
        queue.offer(next);
        queue.offer(tooMuch);

        assertThat(outage.keep(0)).containsExactly(tooMuch);

        assertThat(written.taken()).isCompleted();
        assertThat(next.taken()).isCompleted();
        assertThat(tooMuch.taken()).isNotDone();
        assertThat(outage.keep(1)).as("kept already").isEmpty();
    }

    @Test
    void whatAsksAnotherNodeForSomethingDoesNotWait() {
        Publication written = command();
        Publication next = command();
        pipeline.messages().add(written);
        queue.offer(next);

        assertThat(outage.takes(command())).isFalse();
        assertThat(outage.keep(0)).containsExactly(written, next);
    }

    @Test
    void whatIsPublishedMeanwhileWaitsUpToSoManyBytes() {
        Publication first = publication(600);

        assertThat(outage.offer(first, 0)).isEqualTo(EnqueueResult.TAKEN);
        assertThat(outage.offer(publication(600), 0)).isEqualTo(EnqueueResult.TOO_MANY_BYTES);
        assertThat(first.taken()).isCompleted();
    }

    @Test
    void eachWaitsForSoLong() {
        Publication first = publication(200);
        Publication second = publication(200);
        outage.offer(first, 0);
        outage.offer(second, SECOND);

        assertThat(outage.takeLate(10 * SECOND - 1)).isEmpty();
        assertThat(outage.takeLate(10 * SECOND)).containsExactly(first);
        assertThat(outage.takeLate(11 * SECOND)).containsExactly(second);
    }

    @Test
    void nothingWaitsWhereNoBytesMay() {
        OutageBuffer none =
                new OutageBuffer(new PublishOptions(1000, 1 << 20, 0, Duration.ZERO, true), pipeline, queue);
        Publication publication = publication(200);
        queue.offer(publication);

        assertThat(none.takes(publication)).isFalse();
        assertThat(none.keep(0)).isEqualTo(List.of(publication));
    }
}
