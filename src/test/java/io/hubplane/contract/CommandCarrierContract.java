package io.hubplane.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.ClusterEnvelope;
import io.hubplane.backplane.Scope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a backplane does besides if nodes do more for each other than deliver messages. */
public abstract class CommandCarrierContract extends BackplaneContract {
    @Test
    void nodesAlsoHearTheirOwnSignsOfLife() throws Exception {
        Backplane a = node();
        Backplane b = node();
        BlockingQueue<String> atA = new LinkedBlockingQueue<>();
        BlockingQueue<String> atB = new LinkedBlockingQueue<>();
        await(a.subscribe(Scope.heartbeats(), (scope, message) -> atA.add(content(message))));
        await(b.subscribe(Scope.heartbeats(), (scope, message) -> atB.add(content(message))));

        for (String sign : List.of("first", "second")) {
            await(a.publish(Scope.heartbeats(), ClusterEnvelope.close(sign.getBytes(StandardCharsets.UTF_8))));
        }

        for (BlockingQueue<String> heard : List.of(atA, atB)) {
            assertThat(heard.poll(15, TimeUnit.SECONDS)).isEqualTo("first");
            assertThat(heard.poll(15, TimeUnit.SECONDS)).isEqualTo("second");
        }
        assertThat(b.statistics().received())
                .as("signs of life are not counted as messages")
                .isZero();
    }

    private static String content(byte[] message) {
        return new String(ClusterEnvelope.open(message), StandardCharsets.UTF_8);
    }

    @Test
    void messagesToANodeWhateverItsHubReachThatNode() throws Exception {
        Backplane a = node();
        Backplane b = node();
        BlockingQueue<String> atB = new LinkedBlockingQueue<>();
        await(b.subscribe(Scope.cluster(b.nodeId()), (scope, message) -> atB.add(content(message))));

        assertThat(await(a.hasSubscriber(Scope.cluster(b.nodeId())))).isTrue();
        assertThat(await(a.hasSubscriber(Scope.cluster(a.nodeId())))).isFalse();
        await(a.publish(Scope.cluster(b.nodeId()), ClusterEnvelope.close("question".getBytes(StandardCharsets.UTF_8))));

        assertThat(atB.poll(15, TimeUnit.SECONDS)).isEqualTo("question");
    }
}
