package io.hubplane.backplane.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneResends.Again;
import io.hubplane.backplane.BackplaneResends.Range;
import io.hubplane.backplane.BackplaneResends.Resent;
import io.hubplane.backplane.BackplaneResends.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SentMessagesTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int SIZE = 100;

    private final PublishSequences sequences = new PublishSequences();
    private final SentMessages sent = new SentMessages(new ResendOptions(10 * SIZE, Duration.ofSeconds(5)));

    private static final class Message extends SentMessage {
        private final int size;
        private final boolean again;

        Message(String channel, int size, boolean again) {
            super(channel);
            this.size = size;
            this.again = again;
        }

        @Override
        public byte[] message() {
            return new byte[] {(byte) Position.number(position())};
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        protected boolean maySendAgain() {
            return again;
        }
    }

    private void publish(SentMessages to, String channel, long now, int size, boolean again) {
        Message message = new Message(channel, size, again);
        sequences.number(message, now);
        to.add(message);
    }

    private void publish(String channel, long now) {
        publish(sent, channel, now, SIZE, true);
    }

    private static Range range(String channel, long after, long before) {
        return new Range(channel, Position.of(0, after), Position.of(0, before), 0);
    }

    private static List<Integer> numbers(Resent resent) {
        return resent.messages().stream().map(again -> (int) again.message()[0]).toList();
    }

    private List<Integer> answer(long now, Range... ranges) {
        Resent resent = sent.answer(new Wanted(7, Arrays.asList(ranges)), now);
        assertThat(resent.id()).isEqualTo(7);
        assertThat(resent.more()).isFalse();
        return numbers(resent);
    }

    @Test
    void whatIsBetweenTwoPositionsOfAChannelIsSentAgain() {
        for (int i = 0; i < 5; i++) {
            publish("a", 0);
            publish("b", 0);
        }

        assertThat(answer(0, range("a", 1, 4))).containsExactly(2, 3);
        assertThat(answer(0, range("a", 4, 99))).containsExactly(5);
        assertThat(answer(0, range("c", 0, 99))).isEmpty();
    }

    @Test
    void theOrderOfPublishingIsToldAcrossChannels() {
        publish("a", 0);
        publish("b", 0);
        publish("a", 0);

        Resent resent = sent.answer(
                new Wanted(
                        1,
                        List.of(new Range("b", 0, Long.MAX_VALUE >> 1, 0), new Range("a", 0, Long.MAX_VALUE >> 1, 0))),
                0);

        assertThat(resent.messages().stream().map(Again::channel)).containsExactly("a", "b", "a");
        assertThat(resent.messages().stream().map(Again::order)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void soManyBytesAreKeptTheOldestGoFirst() {
        for (int i = 0; i < 25; i++) {
            publish("a", 0);
        }

        assertThat(answer(0, range("a", 0, 99))).containsExactly(16, 17, 18, 19, 20, 21, 22, 23, 24, 25);
        publish(sent, "a", 0, 11 * SIZE, true);
        assertThat(answer(0, range("a", 0, 99))).as("one alone is too large").isEmpty();
        assertThat(sent.bytes()).isZero();
    }

    @Test
    void messagesAreKeptForATimeAndNoLonger() {
        publish("a", 0);
        publish("a", 2 * SECOND);

        assertThat(answer(5 * SECOND, range("a", 0, 99))).containsExactly(1, 2);
        assertThat(answer(5 * SECOND + 1, range("a", 0, 99))).containsExactly(2);
        sent.dropOld(8 * SECOND);
        assertThat(sent.bytes()).isZero();
    }

    @Test
    void theOrderGoesOnWhenTheOldestAreGone() {
        for (int i = 0; i < 12; i++) {
            publish("a", 0);
        }

        Resent resent = sent.answer(new Wanted(1, List.of(range("a", 11, 99))), 0);

        assertThat(resent.messages().get(0).order()).isEqualTo(11);
    }

    @Test
    void onlyYoungerOnesAreSentToWhoAsksForThem() {
        publish("a", 0);
        publish("a", 2 * SECOND);

        assertThat(answer(4 * SECOND, new Range("a", 0, Position.of(0, 9), 2000)))
                .containsExactly(2);
    }

    @Test
    void whatMakesANodeActIsNotSentAgain() {
        publish("a", 0);
        publish(sent, "a", 0, SIZE, false);
        publish("a", 0);

        assertThat(answer(0, range("a", 0, 99))).containsExactly(1, 3);
    }

    @Test
    void longAnswerComesInPartsOfBoundedLength() {
        SentMessages large = new SentMessages(new ResendOptions(1 << 30, Duration.ofSeconds(5)));
        for (int i = 0; i < 7; i++) {
            publish(large, "a", 0, SentMessages.ANSWER_BYTES / 2, true);
        }
        publish(large, "a", 0, 3 * SentMessages.ANSWER_BYTES, true);
        List<List<Integer>> answers = new ArrayList<>();
        boolean more = true;
        for (long after = 0; more; ) {
            Resent resent = large.answer(new Wanted(1, List.of(range("a", after, 99))), 0);
            answers.add(numbers(resent));
            more = resent.more();
            after = answers.get(answers.size() - 1).get(resent.messages().size() - 1);
        }

        assertThat(answers).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5, 6), List.of(7), List.of(8));
    }

    @Test
    void nothingIsKeptIfNothingIsToBe() {
        for (ResendOptions off : List.of(ResendOptions.NONE, new ResendOptions(1 << 20, Duration.ZERO))) {
            SentMessages none = new SentMessages(off);
            publish(none, "a", 0, SIZE, true);
            assertThat(none.bytes()).isZero();
        }
    }
}
