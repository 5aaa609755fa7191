package io.hubplane.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.BackplanePositions.Asked;
import io.hubplane.backplane.BackplanePositions.Told;
import io.hubplane.backplane.BackplanePositions.ToldAll;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackplanePositionsTest {
    private static final String ORIGIN = "node00000000";

    private static byte[] stamped(BackplanePositions positions) {
        byte[] message = positions.encode();
        BackplaneStamp.write(message, ORIGIN, 0);
        return message;
    }

    @Test
    void questionHasItsBytesAndItsNode() {
        byte[] message = stamped(new Asked(300));

        assertThat(HexFormat.of().formatHex(message))
                .isEqualTo("9501cd012cac6e6f64653030303030303030cf0000000000000000c410" + "00".repeat(16));
        assertThat(BackplaneStamp.origin(message)).isEqualTo(ORIGIN);
        assertThat(BackplanePositions.decode(message)).isEqualTo(new Asked(300));
    }

    @Test
    void whatIsToldComesBackWhole() {
        ToldAll told =
                new ToldAll(List.of(new Told("a", -1, 70_000, 3, 5), new Told("ß", 1L << 28 | 7, 0, 0, 0)), false);

        byte[] message = stamped(told);

        assertThat(HexFormat.of().formatHex(message))
                .startsWith(
                        "95" + "02" + "92" + "95a161cfffffffffffffffffce000111700305" + "95a2c39fcf0000000010000007");
        assertThat(BackplaneStamp.origin(message)).isEqualTo(ORIGIN);
        assertThat(BackplanePositions.decode(message)).isEqualTo(told);
    }

    @Test
    void allButTheLastOfSeveralMessagesSayThatMoreFollows() {
        ToldAll told = new ToldAll(List.of(new Told("a", 1, 2, 3, 5)), true);

        byte[] message = stamped(told);

        assertThat(HexFormat.of().formatHex(message)).startsWith("9602" + "9195a161cf0000000000000001020305" + "c3");
        assertThat(BackplanePositions.decode(message)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "9403", "940291", "94029194a16101", "9401a161", "940192", "9402df7fffffff"})
    void anythingElseIsRefused(String hex) {
        assertThatThrownBy(() -> BackplanePositions.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(BackplaneException.class);
    }
}
