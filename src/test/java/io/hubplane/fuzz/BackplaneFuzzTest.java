package io.hubplane.fuzz;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever bytes are published, they are a message of a node or a {@link BackplaneException}. */
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
                    // A clear no is an answer.
                }
            }
        });
    }
}
