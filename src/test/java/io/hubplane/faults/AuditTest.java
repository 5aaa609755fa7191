package io.hubplane.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.faults.Recording.Presence;
import io.hubplane.faults.Recording.Received;
import io.hubplane.faults.Recording.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Client 0 on node a sends to 1 on the same node and to 2 and 3 on node b; each of these is in its own room. */
class AuditTest {
    private static final double FOREVER = Double.POSITIVE_INFINITY;
    private static final int ALL = 0;
    private static final int MESSAGES = 10;

    private final List<Sent> sent = new ArrayList<>();
    private final List<List<Received>> received = new ArrayList<>();
    private final List<Presence> presences = new ArrayList<>();

    /** Nothing fails: every 100 ms a message is sent, which arrives everywhere 10 ms later. */
    @BeforeEach
    void sayAndHear() {
        for (int client = 0; client < 4; client++) {
            received.add(new ArrayList<>());
            presences.add(new Presence(client, client, client < 2 ? "a" : "b", -5000, FOREVER));
        }
        for (int number = 1; number <= MESSAGES; number++) {
            double at = 100 * number;
            sent.add(new Sent(0, ALL, number, at, "a", at + 5));
            for (List<Received> client : received) {
                client.add(new Received(ALL, 0, number, at + 10));
            }
        }
    }

    private Findings audit(double end) {
        return Audit.of(new Recording(sent, received, presences), end);
    }

    private Findings audit() {
        return audit(0);
    }

    private void broken(int client, double at) {
        Presence whole = presences.get(client);
        presences.set(client, new Presence(client, client, whole.node(), whole.from(), at));
    }

    @Test
    void nothingIsFoundWhereAllIsWell() {
        assertThat(audit()).isEqualTo(new Findings(4 * MESSAGES, Map.of(), 0, 0, 0, 0, 10, 10, 0, 0));
    }

    @Test
    void whatOneClientOfTheOtherNodeMissesIsLost() {
        received.get(2).remove(4);
        assertThat(audit().lostElsewhere()).isEqualTo(Map.of("b", Map.of(ALL, 1)));
        assertThat(audit().lostHere()).isZero();
    }

    @Test
    void whatAllClientsOfANodeMissIsLostOnce() {
        received.get(2).remove(4);
        received.get(3).remove(4);
        assertThat(audit().lost()).isEqualTo(1);
    }

    @Test
    void whatAClientOfTheOwnNodeMissesIsLostThere() {
        received.get(1).remove(4);
        assertThat(audit().lost()).isZero();
        assertThat(audit().lostHere()).isEqualTo(1);
    }

    @Test
    void whatIsSaidToARoomIsOwedToItsMembersOnly() {
        sent.add(new Sent(0, 2, 1, 2000, "a", 2005));
        assertThat(audit().lostElsewhere()).isEqualTo(Map.of("b", Map.of(2, 1)));
        received.get(2).add(new Received(2, 0, 1, 2010));
        assertThat(audit().lost()).isZero();
    }

    @Test
    void aLossIsSilentUnlessItsNodeReportsItForItsScope() {
        received.get(2).remove(4);
        received.get(2).remove(4);
        assertThat(audit().silent(Map.of())).isEqualTo(2);
        assertThat(audit().silent(Map.of("b", Map.of(ALL, 1)))).isEqualTo(1);
        assertThat(audit().silent(Map.of("b", Map.of(ALL, 3)))).isZero();
        assertThat(audit().silent(Map.of("b", Map.of(1, 2)))).isEqualTo(2);
        assertThat(audit().silent(Map.of("a", Map.of(ALL, 2)))).isEqualTo(2);
    }

    @Test
    void whatComesAgainIsDoubled() {
        received.get(2).add(new Received(ALL, 0, MESSAGES, 1500));
        assertThat(audit().doubled()).isEqualTo(1);
        assertThat(audit().disordered()).isZero();
    }

    @Test
    void whatComesAfterALaterOneIsDisordered() {
        received.get(2).add(5, received.get(2).remove(4));
        assertThat(audit().disordered()).isEqualTo(1);
        assertThat(audit().doubled()).isZero();
        assertThat(audit().lost()).isZero();
    }

    @Test
    void theOrderOfOtherSendersAndScopesIsFree() {
        received.get(2).add(new Received(ALL, 1, 1, 1500));
        received.get(2).add(new Received(2, 0, 1, 1500));
        assertThat(audit().disordered()).isZero();
    }

    @Test
    void whatTakesMoreThanASecondIsLate() {
        received.get(2).set(4, new Received(ALL, 0, 5, 500 + 1001));
        received.get(3).set(4, new Received(ALL, 0, 5, 500 + 1000));
        assertThat(audit().late()).isEqualTo(1);
    }

    @Test
    void allIsNormalFromTheFirstMessageOnAfterWhichAllArriveInTime() {
        received.get(2).set(4, new Received(ALL, 0, 5, 500 + 201));
        assertThat(audit(450).normalAfter()).isEqualTo(150);
        assertThat(audit(501).normalAfter()).isZero();
        received.get(3).remove(6);
        assertThat(audit(450).normalAfter()).isEqualTo(350);
        received.get(1).remove(9);
        assertThat(audit(450).normalAfter()).isInfinite();
    }

    @Test
    void whatIsHeldUpMoreThanThreeSecondsLaterIsNotTheFaultsDoing() {
        for (double at : List.of(4000.0, 4100.0)) {
            sent.add(new Sent(0, 2, (int) at, at, "a", at));
            received.get(2).add(new Received(2, 0, (int) at, 4100 + 201));
        }
        sent.add(new Sent(0, 2, 5000, 5000, "a", 5000));
        received.get(2).add(new Received(2, 0, 5000, 5000));
        assertThat(audit(1000).normalAfter()).isZero();
        assertThat(audit(1001).normalAfter()).isEqualTo(5000 - 1001);
    }

    @Test
    void aSilenceLastsFromWhatWasSentUntilSomethingComes() {
        for (int lost = 3; lost < 6; lost++) {
            received.get(2).remove(3);
        }
        Findings found = audit();
        assertThat(found.silenceMedian()).as("one of two clients heard all").isEqualTo(10);
        sent.add(new Sent(0, 3, 1, 20_000, "a", 20_000));
        received.get(3).add(new Received(3, 0, 1, 20_500));
        assertThat(audit().silenceMedian())
                .as("from 400, when the first lost one was sent, until 710")
                .isEqualTo(310);
    }

    @Test
    void whatTheHubHasNotAnsweredIsNotOwed() {
        sent.set(4, new Sent(0, ALL, 5, 500, "a", FOREVER));
        received.get(2).remove(4);
        assertThat(audit().lost()).isZero();
    }

    @Test
    void theLastSecondBeforeTheSendersConnectionBreaksIsNotOwed() {
        received.get(2).remove(4);
        broken(0, 505 + 1001);
        assertThat(audit().lost()).isEqualTo(1);
        broken(0, 505 + 1000);
        assertThat(audit().lost()).isZero();
    }

    @Test
    void theLastSecondThatAClientHearsBeforeItsConnectionBreaksIsNotOwed() {
        received.get(2).remove(4);
        received.get(2).add(new Received(ALL, 1, 1, 1501));
        broken(2, 30_000);
        assertThat(audit().lost()).isEqualTo(1);
        received.get(2).set(MESSAGES - 1, new Received(ALL, 1, 1, 1500));
        assertThat(audit().lost()).isZero();
    }

    @Test
    void aClientIsAwayUntilItHearsItsRoomAgain() {
        broken(2, 300);
        assertThat(audit().longestAway()).isInfinite();
        presences.add(new Presence(2, 2, "b", 750, FOREVER));
        assertThat(audit().longestAway()).isEqualTo(450);
    }

    @Test
    void aClientThatIsBackIsOwedWhatIsSaidFromThenOn() {
        received.get(2).remove(4);
        presences.set(2, new Presence(2, 2, "b", 501, FOREVER));
        assertThat(audit().lost()).isZero();
        presences.set(2, new Presence(2, 2, "b", 500, FOREVER));
        assertThat(audit().lost()).isEqualTo(1);
    }
}
