package io.hubplane.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.BackplaneResends.Again;
import io.hubplane.backplane.BackplaneResends.Range;
import io.hubplane.backplane.BackplaneResends.Resent;
import io.hubplane.backplane.BackplaneResends.Wanted;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackplaneResendsTest {
    private static final String ORIGIN = "node00000000";
    private static final String STAMP = "ac6e6f64653030303030303030cf0000000000000000c410" + "00".repeat(16);

    private static byte[] stamped(BackplaneResends message) {
        byte[] bytes = message.encode();
        BackplaneStamp.write(bytes, ORIGIN, 0);
        return bytes;
    }

    @Test
    void questionHasItsBytes() {
        Wanted wanted = new Wanted(5, List.of(new Range("a", 1, 9, 0), new Range("ß", -1, 1L << 28, 300)));

        byte[] message = stamped(wanted);

        assertThat(HexFormat.of().formatHex(message))
                .isEqualTo("96" + "03" + "05" + "92" + "94a161cf0000000000000001cf000000000000000900"
                        + "94a2c39fcfffffffffffffffffcf0000000010000000cd012c" + STAMP);
        assertThat(BackplaneStamp.origin(message)).isEqualTo(ORIGIN);
        assertThat(BackplaneResends.decode(message)).isEqualTo(wanted);
    }

    @Test
    void answerHasItsBytes() {
        byte[] message = stamped(new Resent(5, true, List.of(new Again("a", 8, 70_000, new byte[] {1, 2}))));

        assertThat(HexFormat.of().formatHex(message))
                .isEqualTo("97" + "04" + "05" + "c3" + "91" + "94a161cf0000000000000008ce00011170c4020102" + STAMP);
        assertThat(BackplaneResends.decode(message)).isInstanceOfSatisfying(Resent.class, resent -> {
            assertThat(resent.id()).isEqualTo(5);
            assertThat(resent.more()).isTrue();
            assertThat(resent.messages()).singleElement().satisfies(again -> {
                assertThat(again.channel()).isEqualTo("a");
                assertThat(again.position()).isEqualTo(8);
                assertThat(again.order()).isEqualTo(70_000);
                assertThat(again.message()).containsExactly(1, 2);
            });
        });
    }

    @Test
    void nodesOfAnOlderVersionRefuseBoth() {
        for (BackplaneResends message : List.of(new Wanted(1, List.of()), new Resent(1, false, List.of()))) {
            assertThatThrownBy(() -> BackplanePositions.decode(stamped(message)))
                    .isInstanceOf(BackplaneException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "9103", "960101", "96030591", "9603059193a16101", "970405c39193a16108", "9304c0"})
    void anythingElseIsRefused(String hex) {
        assertThatThrownBy(() -> BackplaneResends.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(BackplaneException.class);
    }
}
