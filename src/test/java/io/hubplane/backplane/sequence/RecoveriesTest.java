package io.hubplane.backplane.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplanePositions.Told;
import io.hubplane.backplane.BackplaneResends.Again;
import io.hubplane.backplane.BackplaneResends.Range;
import io.hubplane.backplane.BackplaneResends.Resent;
import io.hubplane.backplane.BackplaneResends.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveriesTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long TICK = SECOND / 10;

    /** What happened to each message, in order. */
    private final List<String> events = new ArrayList<>();

    private final List<Wanted> asked = new ArrayList<>();
    private final Map<String, ReceivedSequences> channels = new HashMap<>();
    private Recoveries recoveries = recoveries(ResendOptions.DEFAULTS);
    private long now = 100 * SECOND;
    private int link = 1;

    private Recoveries recoveries(ResendOptions options) {
        return new Recoveries(options, new RecoveryOutlet() {
            @Override
            public void deliver(String channel, byte[] message) {
                events.add(new String(message, StandardCharsets.US_ASCII));
            }

            @Override
            public void recovered(String channel, long messages) {
                events.add("recovered " + messages + " on " + channel);
            }

            @Override
            public void lost(String origin, String channel, long messages) {
                events.add("lost " + messages + " on " + channel);
            }

            @Override
            public void ask(String origin, Wanted wanted) {
                asked.add(wanted);
            }
        });
    }

    @BeforeEach
    void connect() {
        recoveries.reconnected(null, now);
        recoveries.restored(now);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private ReceivedSequences sequences(String channel) {
        return channels.computeIfAbsent(channel, key -> {
            ReceivedSequences sequences = new ReceivedSequences();
            sequences.live(0);
            return sequences;
        });
    }

    /** A message comes; channels are one letter, all runs are 0. */
    private void comes(String origin, String text) {
        String channel = text.substring(0, 1);
        long position = Long.parseLong(text.substring(1));
        ReceivedSequences sequences = sequences(channel);
        long missing = sequences.message(origin, position, link, now);
        if (missing == ReceivedSequences.LATE) {
            return;
        }
        if ((missing > 0 || !recoveries.isIdle())
                && recoveries.holds(origin, channel, sequences, position, missing, bytes(text), now)) {
            return;
        }
        events.add(text);
    }

    private void come(String... texts) {
        for (String text : texts) {
            comes("node", text);
        }
    }

    private void tells(String origin, String... positions) {
        for (String text : positions) {
            String channel = text.substring(0, 1);
            Told told = new Told(channel, Long.parseLong(text.substring(1)), 200_000, 0, 0);
            recoveries.told(
                    origin, channel, sequences(channel).told(origin, told, link, now, recoveries.deaf(now)), now);
        }
        recoveries.toldAll(origin, true);
    }

    private void answers(boolean more, String... texts) {
        List<Again> messages = new ArrayList<>();
        for (String text : texts) {
            String message = text.substring(0, 2); // and its place among all, if that differs from its number
            long position = Long.parseLong(text.substring(1, 2));
            long order = Long.parseLong(text.substring(text.length() - 1));
            messages.add(new Again(message.substring(0, 1), position, order, bytes(message)));
        }
        recoveries.came("node", new Resent(asked.get(asked.size() - 1).id(), more, messages));
    }

    private void reconnect() {
        link++;
        recoveries.reconnected(now - SECOND, now);
        recoveries.restored(now);
    }

    private void ticks(long nanos) {
        for (long until = now + nanos; now < until; ) {
            now += TICK;
            recoveries.tick(now);
        }
    }

    private void assertEvents(String... expected) {
        assertThat(events).containsExactly(expected);
        events.clear();
    }

    private void assertAsked(Range... ranges) {
        assertThat(asked.get(asked.size() - 1).ranges()).containsExactly(ranges);
    }

    @Test
    void missingMessagesAreAskedForAndArriveInTheirPlace() {
        come("a1", "a4", "a5");
        assertEvents("a1");
        assertAsked(new Range("a", 1, 4, 0));

        answers(false, "a2", "a3");

        assertEvents("recovered 2 on a", "a2", "a3", "a4", "a5");
        assertThat(recoveries.isIdle()).isTrue();
        come("a6");
        assertEvents("a6");
    }

    @Test
    void whatTheNodeHasNoLongerIsReportedOnceAndTheRestGoesOn() {
        come("a1", "a6");

        answers(false, "a4");

        assertEvents("a1", "recovered 1 on a", "lost 3 on a", "a4", "a6");
        answers(false, "a2", "a5");
        ticks(5 * SECOND);
        assertThat(events).as("too late").isEmpty();
    }

    @Test
    void nodeThatDoesNotAnswerIsAskedAgainAndGivenUp() {
        come("a1", "a3");
        ticks(SECOND);
        assertThat(asked).hasSizeBetween(2, 4);
        assertEvents("a1");

        ticks(SECOND + TICK);

        assertEvents("lost 1 on a", "a3");
        assertThat(recoveries.awaits()).isFalse();
    }

    @Test
    void laterGapsOfANodeThatDoesNotAnswerDoNotMakeItWaitLonger() {
        come("a1", "a3");
        for (int i = 5; i < 99; i += 2) {
            come("a" + i, "b" + i);
        }
        ticks(2 * SECOND + TICK);

        assertThat(recoveries.awaits()).isFalse();
        assertThat(events).filteredOn(event -> event.startsWith("lost 1 on")).hasSize(48 + 46);
        assertThat(events.get(events.size() - 1)).isEqualTo("b97");
    }

    @Test
    void gapsWithoutMessagesAreBoundedToo() {
        come("a1");
        for (int i = 2; i <= Recoveries.BYTES / Gap.BYTES + 2; i++) {
            tells("node", "a" + i);
        }

        assertThat(events).filteredOn("lost 1 on a"::equals).hasSizeGreaterThan(10_000);
    }

    @Test
    void timePassesOnlyWhileTheCarrierAnswers() {
        come("a1", "a3");
        now += 100 * SECOND; // the node was paused, and so was the answer
        recoveries.tick(now);
        assertEvents("a1");

        answers(false, "a2");

        assertEvents("recovered 1 on a", "a2", "a3");
    }

    @Test
    void messagesThatComeShowThatTimePasses() {
        come("a1", "a3");
        for (int i = 4; i < 20; i++) {
            now += SECOND / 4;
            come("a" + i);
        }

        assertThat(events).startsWith("a1", "lost 1 on a", "a3", "a4").endsWith("a19");
    }

    @Test
    void otherNodesAreNotHeldUp() {
        come("a1", "a3");
        comes("other", "a7");
        comes("other", "b1");

        assertEvents("a1", "a7", "b1");
    }

    @Test
    void otherChannelsOfTheNodeKeepTheirPlaceBehind() {
        come("a1", "b1", "a3", "b2");
        assertEvents("a1", "b1");

        answers(false, "a2");

        assertEvents("recovered 1 on a", "a2", "a3", "b2");
    }

    @Test
    void longAnswerIsContinuedUntilAllHasCome() {
        come("a1", "a6");
        answers(true, "a2", "a3");
        assertAsked(new Range("a", 3, 6, 0));
        assertEvents("a1");

        answers(false, "a4", "a5");

        assertEvents("recovered 4 on a", "a2", "a3", "a4", "a5", "a6");
    }

    @Test
    void answerThatPromisesMoreAndBringsNothingIsTheLast() {
        come("a1", "a3");

        answers(true);

        assertEvents("a1", "lost 1 on a", "a3");
    }

    @Test
    void answerToAnEarlierQuestionClosesNothing() {
        come("a1", "a4");
        ticks(3 * TICK);
        assertThat(asked).hasSize(2);
        recoveries.came("node", new Resent(asked.get(0).id(), false, List.of(new Again("a", 2, 1, bytes("a2")))));
        assertEvents("a1");

        answers(false, "a2", "a3");

        assertEvents("recovered 2 on a", "a2", "a3", "a4");
    }

    @Test
    void whatWasNotAskedForIsNotTaken() {
        recoveries.came("node", new Resent(1, false, List.of(new Again("a", 2, 1, bytes("a2")))));
        come("a1", "a3");
        recoveries.came("stranger", new Resent(asked.get(0).id(), false, List.of()));

        answers(false, "a1", "a3", "b1", "a2", "a2", "a9");

        assertEvents("a1", "recovered 1 on a", "a2", "a3");
    }

    @Test
    void laterGapOfTheSameChannelIsClosedInItsPlace() {
        come("a1", "a3", "a5", "a6");
        answers(false, "a2");
        assertEvents("a1", "recovered 1 on a", "a2", "a3");
        assertAsked(new Range("a", 3, 5, 0));

        answers(false, "a4");

        assertEvents("recovered 1 on a", "a4", "a5", "a6");
    }

    @Test
    void afterAReconnectionANodesMessagesWaitForItsNews() {
        come("a1", "b1");
        reconnect();
        come("b3");
        assertEvents("a1", "b1");

        tells("node", "a3", "b3");
        answers(false, "a2@1", "b2@2", "a3@3");

        assertEvents("recovered 1 on b", "recovered 2 on a", "a2", "b2", "a3", "b3");
        come("a4");
        assertEvents("a4");
    }

    @Test
    void lastMessagesOfAQuietChannelComeAgainAfterAReconnection() {
        come("a1");
        reconnect();

        tells("node", "a3");
        answers(false, "a2", "a3");

        assertEvents("a1", "recovered 2 on a", "a2", "a3");
    }

    @Test
    void firstMessagesOfAChannelComeAgainAfterAReconnection() {
        recoveries.reconnected(now - 60 * SECOND, now);
        recoveries.restored(now);
        come("a3");
        Told told = new Told("a", 3, 60_000, 0, 0);
        recoveries.told("node", "a", sequences("a").told("node", told, link, now, recoveries.deaf(now)), now);
        recoveries.toldAll("node", true);
        assertAsked(new Range("a", 0, 3, 0));

        answers(false, "a1", "a2");

        assertEvents("recovered 2 on a", "a1", "a2", "a3");
    }

    @Test
    void whatWasPublishedWhileNothingCameIsFetchedAlsoOfANodeThatWasSilentForLong() {
        sequences("a").live(0);
        recoveries.reconnected(now - 2 * SECOND, now);
        recoveries.restored(now);

        tells("node", "a5");
        assertAsked(new Range("a", 0, 6, 2000));
        answers(false, "a5");

        assertEvents("recovered 1 on a", "a5");
    }

    @Test
    void nodeThatTellsNothingIsWaitedForOnceOnly() {
        reconnect();
        come("a1");
        ticks(SECOND - TICK);
        assertThat(events).isEmpty();

        ticks(2 * TICK);
        come("a2");

        assertEvents("a1", "a2");
    }

    @Test
    void newsThatAreNotAllDoNotEndTheWait() {
        reconnect();
        come("a1");
        recoveries.toldAll("node", false);
        assertThat(events).isEmpty();

        recoveries.toldAll("node", true);

        assertEvents("a1");
    }

    @Test
    void newsFromBeforeEverythingWasSubscribedDoNotEndTheWait() {
        recoveries.reconnected(now, now);
        come("a1");
        tells("node", "a1");
        recoveries.restored(now);
        assertThat(events).isEmpty();

        tells("node", "a1");

        assertEvents("a1");
    }

    @Test
    void secondDropKeepsWhatWasHeldAndAsksAgain() {
        come("a1", "a3");
        link++;
        recoveries.reconnected(now, now);
        assertThat(asked).as("the answer would not arrive").hasSize(1);
        recoveries.restored(now);
        assertThat(asked).hasSize(2);
        come("a5");

        answers(false, "a2");
        tells("node", "a5");
        answers(false, "a4");

        assertEvents("a1", "recovered 1 on a", "a2", "a3", "recovered 1 on a", "a4", "a5");
    }

    @Test
    void whatTheSecondDropLostComesBehindWhatWasHeldBeforeOnAllChannels() {
        come("a1", "b1", "c1", "a3", "b2");
        reconnect();
        tells("node", "a4", "b3", "c2");
        answers(false, "a2@1");
        assertEvents("a1", "b1", "c1", "recovered 1 on a", "a2", "a3", "b2");

        answers(false, "b3@7", "a4@6", "c2@8");

        assertEvents("recovered 1 on b", "recovered 1 on a", "recovered 1 on c", "a4", "b3", "c2");
    }

    @Test
    void answersThatCutThisNodeOffAreNotAskedForForever() {
        come("a1", "a3");
        int drops = 0;
        while (events.size() == 1 && drops < 1000) {
            now += SECOND / 20;
            reconnect(); // before a ping is answered
            drops++;
        }

        assertEvents("a1", "lost 1 on a", "a3");
        assertThat(drops).isBetween(39, 42);
    }

    @Test
    void whatIsHeldIsPassedOnIfThereIsNoConnectionForLong() {
        come("a1", "a3");
        recoveries.linkIsDown(now + SECOND);
        assertEvents("a1");

        recoveries.linkIsDown(now + 3 * SECOND);

        assertEvents("lost 1 on a", "a3");
    }

    @Test
    void whatIsHeldIsBoundedInBytes() {
        come("a1", "a3");
        events.clear();
        byte[] large = new byte[(int) Recoveries.BYTES - 1000];
        Arrays.fill(large, (byte) 'x');
        ReceivedSequences sequences = sequences("a");
        assertThat(sequences.message("node", 4, link, now)).isZero();
        assertThat(recoveries.holds("node", "a", sequences, 4, 0, large, now)).isTrue();
        assertThat(events).isEmpty();
        assertThat(sequences.message("node", 5, link, now)).isZero();
        assertThat(recoveries.holds("node", "a", sequences, 5, 0, new byte[1000], now))
                .isTrue();

        assertThat(events).hasSize(4).startsWith("lost 1 on a", "a3");
        assertThat(recoveries.isIdle()).isTrue();
    }

    @Test
    void channelThatIsLeftIsForgotten() {
        come("a1", "b1", "a3", "b2");
        events.clear();

        recoveries.forget("a");

        assertEvents("b2");
        ticks(5 * SECOND);
        assertThat(events).as("nobody misses it").isEmpty();
    }

    @Test
    void questionsNameABoundedNumberOfChannels() {
        int many = SentMessages.CHANNELS + 10;
        for (int i = 0; i < many; i++) {
            ReceivedSequences sequences = new ReceivedSequences();
            sequences.message("node", 1, link, now);
            long missing = sequences.message("node", 3, link, now);
            recoveries.holds("node", "channel " + i, sequences, 3, missing, bytes("x"), now);
        }
        answers(false);

        assertThat(asked.get(1).ranges()).hasSize(SentMessages.CHANNELS);
        answers(false);
        assertThat(asked.get(2).ranges()).hasSize(9);
        answers(false);
        assertThat(events).filteredOn(event -> event.startsWith("lost 1 on")).hasSize(many);
        assertThat(events).filteredOn("x"::equals).hasSize(many);
    }

    @Test
    void whatIsMissingIsReportedAtOnceIfNothingIsResent() {
        recoveries = recoveries(ResendOptions.NONE);
        recoveries.reconnected(now, now);
        recoveries.restored(now);

        come("a1", "a4");
        tells("node", "a5");

        assertEvents("a1", "lost 2 on a", "a4", "lost 1 on a");
        assertThat(asked).isEmpty();
    }

    @Test
    void aNodeIsBehindWhileItHoldsMessagesBackAndUntilTheyHaveBeenPassedOn() {
        assertThat(recoveries.isBehind(now)).isFalse();
        comes("node", "a1");
        comes("node", "a3");
        assertThat(recoveries.isBehind(now)).isTrue();
        for (int i = 0; i < 30; i++) {
            now += TICK;
            recoveries.tick(now);
        }

        assertThat(events).containsExactly("a1", "lost 1 on a", "a3");
        assertThat(recoveries.isBehind(now)).isFalse();
    }

    @Test
    void aNodeIsBehindAfterAReconnectionUntilAllOthersMustHaveToldTheirPositions() {
        recoveries.reconnected(now - SECOND, now);
        now += 20 * SECOND;
        assertThat(recoveries.isBehind(now)).isTrue();
        recoveries.restored(now);
        assertThat(recoveries.isBehind(now + 9 * SECOND)).isTrue();

        assertThat(recoveries.isBehind(now + 10 * SECOND)).isFalse();
    }

    private void reconnects() {
        link++;
        recoveries.reconnected(now - SECOND, now);
        now += SECOND;
        recoveries.restored(now);
    }

    @Test
    void aNodeIsNoLongerBehindWhenAllThatWereHeardBeforeHaveToldTheirPositions() {
        recoveries.heard(null, now);
        recoveries.heard("node", now);
        recoveries.heard("other", now);
        comes("node", "a1");
        comes("other", "b1");
        reconnects();
        tells("node", "a1");
        assertThat(recoveries.isBehind(now + 2 * SECOND)).isTrue();
        tells("other", "b1");

        assertThat(recoveries.isBehind(now)).as("others may still connect").isTrue();
        assertThat(recoveries.isBehind(now + SECOND)).isFalse();
    }

    @Test
    void aNodeThatIsHeardForTheFirstTimeAfterAReconnectionIsAwaited() {
        recoveries.heard(null, now);
        reconnects();
        assertThat(recoveries.isBehind(now + SECOND)).isFalse();
        recoveries.heard("new", now);

        assertThat(recoveries.isBehind(now + SECOND)).isTrue();
        assertThat(recoveries.isBehind(now + 10 * SECOND)).isFalse();
    }

    @Test
    void aNodeThatWasNotHeardForLongBeforeIsNotAwaited() {
        recoveries.heard(null, now);
        recoveries.heard("gone", now - 20 * SECOND);
        reconnects();
        recoveries.heard(null, now);

        assertThat(recoveries.isBehind(now + SECOND)).isFalse();
    }

    @Test
    void aNodeIsBehindAsLongAsWhatItAskedForHasNotCome() {
        recoveries.heard("node", now);
        come("a1");
        reconnects();
        tells("node", "a3");
        assertThat(recoveries.isBehind(now + SECOND)).isTrue();
        answers(false, "a2", "a3");

        assertThat(events).contains("a2", "a3");
        assertThat(recoveries.isBehind(now + SECOND)).isFalse();
    }
}
