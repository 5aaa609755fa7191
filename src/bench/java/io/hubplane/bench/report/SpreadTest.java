package io.hubplane.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void medianOfAnOddCountIsTheMiddleValue() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).contains(new Spread(2, 1, 9));
    }

    @Test
    void medianOfAnEvenCountIsTheMeanOfTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 100.0, 2.0))).contains(new Spread(3, 1, 100));
    }

    @Test
    void singleValueIsAllThere() {
        assertThat(Spread.of(List.of(7.0))).contains(new Spread(7, 7, 7));
    }

    @Test
    void noValuesHaveNoSpread() {
        assertThat(Spread.of(List.of())).isEmpty();
    }
}
