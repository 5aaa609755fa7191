package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.Farm;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.PayaraMicroServer;
import io.hubplane.fixture.WildFlyServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same WAR on two different servers is one chat. */
@Tag("wildfly")
class MixedPairIT {
    private static final String ALL = "broadcastMessage";
    private static final String ROOM = "roomMessage";

    private static Farm farm;

    @BeforeAll
    static void start() {
        farm = Farm.start(
                BuildOutput.war(),
                new PayaraMicroServer(BuildOutput.payaraMicroJar()),
                new WildFlyServer(BuildOutput.wildFlyHome()));
    }

    @AfterAll
    static void stop() {
        farm.close();
    }

    @Test
    void payaraAndWildFlyChat() {
        try (OfficialClient onPayara = farm.clients().open(farm.first().resolve("chat"), ALL, ROOM);
                OfficialClient onWildFly = farm.clients().open(farm.second().resolve("chat"), ALL, ROOM)) {
            onPayara.invoke("send", "Pia", "from Payara");
            assertThat(onPayara.calls(ALL).next()).containsExactly("Pia", "from Payara");
            assertThat(onWildFly.calls(ALL).next()).containsExactly("Pia", "from Payara");
            onWildFly.invoke("send", "Will", "from WildFly");
            assertThat(onPayara.calls(ALL).next()).containsExactly("Will", "from WildFly");
            assertThat(onWildFly.calls(ALL).next()).containsExactly("Will", "from WildFly");

            onPayara.invoke("join", "attic");
            onWildFly.invoke("sendToRoom", "attic", "Will", "up there?");
            assertThat(onPayara.calls(ROOM).next()).containsExactly("attic", "Will", "up there?");
        }
    }
}
