package io.hubplane.transport.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fake.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CensusTest {
    private static final String ANN = "192.0.2.1";
    private static final String BOB = "192.0.2.2";
    private static final int MANY = 1000;

    private final FakeTicker ticker = new FakeTicker();

    private Census census(int connections, int ofAddress, int waiting, int waitingOfAddress, int perSecond) {
        return new Census(
                FrontDoorFixture.limits(connections, ofAddress, waiting, waitingOfAddress, perSecond), ticker);
    }

    @Test
    void connectionsAreLimitedInAll() {
        Census census = census(2, MANY, MANY, MANY, MANY);
        Census.Guest first = census.enter(ANN);
        first.carried();
        assertThat(census.enter(BOB).refusal()).isNull();

        assertThat(census.enter("192.0.2.3").refusal()).isEqualTo(NodeLimit.CONNECTIONS);

        first.ended();
        assertThat(census.enter("192.0.2.3").refusal()).isNull();
    }

    @Test
    void connectionsAreLimitedForEachAddress() {
        Census census = census(MANY, 2, MANY, MANY, MANY);
        Census.Guest first = census.enter(ANN);
        census.enter(ANN);

        assertThat(census.enter(ANN).refusal()).isEqualTo(NodeLimit.CONNECTIONS_OF_ADDRESS);
        assertThat(census.enter(BOB).refusal()).isNull();

        first.ended();
        assertThat(census.enter(ANN).refusal()).isNull();
    }

    @Test
    void onlyThoseWaitThatNobodyCarriesYet() {
        Census census = census(MANY, MANY, 2, MANY, MANY);
        Census.Guest first = census.enter(ANN);
        census.enter(BOB);
        assertThat(census.enter(ANN).refusal()).isEqualTo(NodeLimit.WAITING);

        first.carried();
        Census.Guest third = census.enter(ANN);
        assertThat(third.refusal()).isNull();
        assertThat(census.enter(ANN).refusal()).isEqualTo(NodeLimit.WAITING);

        third.ended();
        assertThat(census.enter(ANN).refusal()).isNull();
    }

    @Test
    void oneAddressLeavesRoomToWaitForOthers() {
        Census census = census(MANY, MANY, MANY, 1, MANY);
        census.enter(ANN);

        assertThat(census.enter(ANN).refusal()).isEqualTo(NodeLimit.WAITING_OF_ADDRESS);
        assertThat(census.enter(BOB).refusal()).isNull();
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        Census census = census(MANY, MANY, MANY, MANY, MANY);
        Census.Guest guest = census.enter(ANN);
        census.enter(ANN);
        guest.carried();
        guest.carried();
        guest.ended();
        guest.ended();
        guest.carried();

        assertThat(census.connections()).isEqualTo(1);
    }

    @Test
    void guestThatWasRefusedCountsForNothing() {
        Census census = census(1, MANY, MANY, MANY, MANY);
        census.enter(ANN);
        Census.Guest refused = census.enter(BOB);
        refused.carried();
        refused.ended();

        assertThat(census.connections()).isEqualTo(1);
        assertThat(census.addresses()).isEqualTo(1);
    }

    private int entered(Census census, String address) {
        List<Census.Guest> guests = new ArrayList<>();
        for (Census.Guest guest = census.enter(address); guest.refusal() == null; guest = census.enter(address)) {
            guests.add(guest);
        }
        guests.forEach(Census.Guest::ended);
        return guests.size();
    }

    @Test
    void fiveSecondsWorthMayComeAtOnceAndThenSoManyEachSecond() {
        Census census = census(MANY, MANY, MANY, MANY, 10);
        assertThat(entered(census, ANN)).isEqualTo(50);
        assertThat(census.enter(ANN).refusal()).isEqualTo(NodeLimit.RATE_OF_ADDRESS);
        assertThat(census.enter(BOB).refusal()).isNull();

        ticker.advance(Duration.ofSeconds(1));
        assertThat(entered(census, ANN)).isEqualTo(10);

        ticker.advance(Duration.ofHours(1));
        assertThat(entered(census, ANN)).isEqualTo(50);
    }

    @Test
    void addressThatConnectsAndLeavesIsNotForgottenTooSoon() {
        Census census = census(MANY, MANY, MANY, MANY, 10);
        assertThat(entered(census, ANN)).isEqualTo(50);
        ticker.advance(Duration.ofMillis(100));
        assertThat(entered(census, ANN)).isEqualTo(1);
    }

    @Test
    void addressesOfWhichThereIsNothingToKnowAreForgotten() {
        Census census = census(MANY, MANY, MANY, MANY, 10);
        for (int i = 0; i < 100; i++) {
            census.enter("198.51.100." + i).ended();
        }
        census.enter(ANN);
        assertThat(census.addresses()).isEqualTo(101);

        ticker.advance(Duration.ofSeconds(6));
        census.enter(BOB);
        assertThat(census.addresses()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "192.0.2.1, 192.0.2.9, false",
        "::ffff:192.0.2.1, 192.0.2.1, false"
    })
    void addressesOfOneCustomerCountTogether(String one, String other, boolean together) {
        Census census = census(MANY, 1, MANY, MANY, MANY);
        census.enter(one);

        assertThat(census.enter(other).refusal() != null).isEqualTo(together);
    }
}
