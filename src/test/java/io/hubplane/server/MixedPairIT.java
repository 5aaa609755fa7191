package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.Farm;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.PayaraMicroServer;
import io.hubplane.fixture.WildFlyServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One node on Payara Micro and one on WildFly, with the same WAR. */
@Tag("wildfly")
class MixedPairIT {
    private static final String ALL = "broadcastMessage";
    private static final String ROOM = "roomMessage";

    @Test
    void nodesOnDifferentServersAreOneChat() {
        try (Farm farm = Farm.start(
                        BuildOutput.war(),
                        new PayaraMicroServer(BuildOutput.payaraMicroJar()),
                        new WildFlyServer(BuildOutput.wildFlyHome()));
                OfficialClient ann = farm.clients().open(farm.first().resolve("chat"), ALL, ROOM);
                OfficialClient bob = farm.clients().open(farm.second().resolve("chat"), ALL, ROOM)) {
            ann.invoke("join", "kitchen");
            bob.invoke("join", "kitchen");
            ann.invoke("sendToRoom", "kitchen", "Ann", "soup is ready");
            assertThat(bob.calls(ROOM).next()).containsExactly("kitchen", "Ann", "soup is ready");

            assertThatAllArriveInOrder(ann, bob);
            assertThatAllArriveInOrder(bob, ann);
        }
    }

    private static void assertThatAllArriveInOrder(OfficialClient speaker, OfficialClient listener) {
        List<List<Object>> sent = IntStream.range(0, 100)
                .mapToObj(number -> List.<Object>of("Speaker", "message " + number))
                .toList();
        sent.forEach(message -> speaker.send("send", message.toArray()));
        assertThat(speaker.calls(ALL).next(100)).isEqualTo(sent);
        assertThat(listener.calls(ALL).next(100)).isEqualTo(sent);
    }
}
