package io.hubplane.fuzz;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplanePositions;
import io.hubplane.backplane.BackplanePositions.Asked;
import io.hubplane.backplane.BackplanePositions.Told;
import io.hubplane.backplane.BackplanePositions.ToldAll;
import io.hubplane.backplane.BackplaneResends;
import io.hubplane.backplane.BackplaneResends.Again;
import io.hubplane.backplane.BackplaneResends.Range;
import io.hubplane.backplane.BackplaneResends.Resent;
import io.hubplane.backplane.BackplaneResends.Wanted;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any published bytes are read as a message of a node, or lead to a {@link BackplaneException}. */
class BackplaneFuzzTest {
    @Test
    void messageOfANodeIsReadOrRefused() {
        List<byte[]> seeds = new ArrayList<>(Vectors.read("node.vectors").values());
        seeds.addAll(Vectors.read("aspnetcore.vectors").values());
        Fuzzing.run(seeds, input -> {
            for (Scope.Kind kind : Scope.Kind.values()) {
                try {
                    BackplaneCodec.decode(kind, input);
                } catch (BackplaneException e) {
                    // A refusal is correct.
                }
            }
        });
    }

    @Test
    void messageAboutPositionsIsReadOrRefused() {
        List<byte[]> seeds = List.of(
                new Asked(300).encode(),
                new ToldAll(List.of(new Told("a", 9, 1, 2, 3), new Told("b", 1, 0, 0, 0)), true).encode());
        Fuzzing.run(seeds, input -> {
            try {
                BackplanePositions.decode(input);
            } catch (BackplaneException e) {
                // A refusal is correct.
            }
        });
    }

    @Test
    void messageAboutResendingIsReadOrRefused() {
        List<byte[]> seeds = List.of(
                new Wanted(1, List.of(new Range("a", 1, 9, 0), new Range("b", 1, 2, 300))).encode(),
                new Resent(1, true, List.of(new Again("a", 8, 70_000, new byte[] {1, 2}))).encode());
        Fuzzing.run(seeds, input -> {
            try {
                BackplaneResends.decode(input);
            } catch (BackplaneException e) {
                // A refusal is correct.
            }
        });
    }
}
