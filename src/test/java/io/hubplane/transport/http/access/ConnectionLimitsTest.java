package io.hubplane.transport.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fake.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimitsTest {
    private static final String ANN = "192.0.2.1";
    private static final String BOB = "192.0.2.2";
    private static final int MANY = 1000;

    private final FakeTicker ticker = new FakeTicker();

    private ConnectionLimits connections(
            int connections, int ofAddress, int waiting, int waitingOfAddress, int perSecond) {
        return new ConnectionLimits(
                FrontDoorFixture.limits(connections, ofAddress, waiting, waitingOfAddress, perSecond), ticker);
    }

    @Test
    void connectionsAreLimitedInAll() {
        ConnectionLimits connections = connections(2, MANY, MANY, MANY, MANY);
        ConnectionLimits.Attempt first = connections.enter(ANN);
        first.claimed();
        assertThat(connections.enter(BOB).refusal()).isNull();

        assertThat(connections.enter("192.0.2.3").refusal()).isEqualTo(NodeLimit.CONNECTIONS);

        first.ended();
        assertThat(connections.enter("192.0.2.3").refusal()).isNull();
    }

    @Test
    void connectionsAreLimitedForEachAddress() {
        ConnectionLimits connections = connections(MANY, 2, MANY, MANY, MANY);
        ConnectionLimits.Attempt first = connections.enter(ANN);
        connections.enter(ANN);

        assertThat(connections.enter(ANN).refusal()).isEqualTo(NodeLimit.CONNECTIONS_OF_ADDRESS);
        assertThat(connections.enter(BOB).refusal()).isNull();

        first.ended();
        assertThat(connections.enter(ANN).refusal()).isNull();
    }

    @Test
    void onlyThoseWaitThatNobodyCarriesYet() {
        ConnectionLimits connections = connections(MANY, MANY, 2, MANY, MANY);
        ConnectionLimits.Attempt first = connections.enter(ANN);
        connections.enter(BOB);
        assertThat(connections.enter(ANN).refusal()).isEqualTo(NodeLimit.WAITING);

        first.claimed();
        ConnectionLimits.Attempt third = connections.enter(ANN);
        assertThat(third.refusal()).isNull();
        assertThat(connections.enter(ANN).refusal()).isEqualTo(NodeLimit.WAITING);

        third.ended();
        assertThat(connections.enter(ANN).refusal()).isNull();
    }

    @Test
    void oneAddressLeavesRoomToWaitForOthers() {
        ConnectionLimits connections = connections(MANY, MANY, MANY, 1, MANY);
        connections.enter(ANN);

        assertThat(connections.enter(ANN).refusal()).isEqualTo(NodeLimit.WAITING_OF_ADDRESS);
        assertThat(connections.enter(BOB).refusal()).isNull();
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        ConnectionLimits connections = connections(MANY, MANY, MANY, MANY, MANY);
        ConnectionLimits.Attempt attempt = connections.enter(ANN);
        connections.enter(ANN);
        attempt.claimed();
        attempt.claimed();
        attempt.ended();
        attempt.ended();
        attempt.claimed();

        assertThat(connections.connections()).isEqualTo(1);
    }

    @Test
    void whoWasRefusedCountsForNothing() {
        ConnectionLimits connections = connections(1, MANY, MANY, MANY, MANY);
        connections.enter(ANN);
        ConnectionLimits.Attempt refused = connections.enter(BOB);
        refused.claimed();
        refused.ended();

        assertThat(connections.connections()).isEqualTo(1);
        assertThat(connections.addresses()).isEqualTo(1);
    }

    private int entered(ConnectionLimits connections, String address) {
        List<ConnectionLimits.Attempt> attempts = new ArrayList<>();
        for (ConnectionLimits.Attempt attempt = connections.enter(address);
                attempt.refusal() == null;
                attempt = connections.enter(address)) {
            attempts.add(attempt);
        }
        attempts.forEach(ConnectionLimits.Attempt::ended);
        return attempts.size();
    }

    @Test
    void fiveSecondsWorthMayComeAtOnceAndThenSoManyEachSecond() {
        ConnectionLimits connections = connections(MANY, MANY, MANY, MANY, 10);
        assertThat(entered(connections, ANN)).isEqualTo(50);
        assertThat(connections.enter(ANN).refusal()).isEqualTo(NodeLimit.RATE_OF_ADDRESS);
        assertThat(connections.enter(BOB).refusal()).isNull();

        ticker.advance(Duration.ofSeconds(1));
        assertThat(entered(connections, ANN)).isEqualTo(10);

        ticker.advance(Duration.ofHours(1));
        assertThat(entered(connections, ANN)).isEqualTo(50);
    }

    @Test
    void addressThatConnectsAndLeavesIsNotForgottenTooSoon() {
        ConnectionLimits connections = connections(MANY, MANY, MANY, MANY, 10);
        assertThat(entered(connections, ANN)).isEqualTo(50);
        ticker.advance(Duration.ofMillis(100));
        assertThat(entered(connections, ANN)).isEqualTo(1);
    }

    @Test
    void addressesOfWhichThereIsNothingToKnowAreForgotten() {
        ConnectionLimits connections = connections(MANY, MANY, MANY, MANY, 10);
        for (int i = 0; i < 100; i++) {
            connections.enter("198.51.100." + i).ended();
        }
        connections.enter(ANN);
        assertThat(connections.addresses()).isEqualTo(101);

        ticker.advance(Duration.ofSeconds(6));
        connections.enter(BOB);
        assertThat(connections.addresses()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "192.0.2.1, 192.0.2.9, false",
        "::ffff:192.0.2.1, 192.0.2.1, false"
    })
    void addressesOfOneCustomerCountTogether(String one, String other, boolean together) {
        ConnectionLimits connections = connections(MANY, 1, MANY, MANY, MANY);
        connections.enter(one);

        assertThat(connections.enter(other).refusal() != null).isEqualTo(together);
    }
}
