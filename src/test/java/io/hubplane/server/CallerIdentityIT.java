package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import io.hubplane.server.callers.Badges;
import io.hubplane.server.callers.CallersHub;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which caller the beans see that a hub calls: session beans, Jakarta Security, CDI. */
class CallerIdentityIT {
    private static HubplaneNode node;

    @BeforeAll
    static void start() {
        node = HubplaneNode.start(
                Server.underTest(),
                NodeSettings.named("callers")
                        .withWar(Applications.library(CallersHub.class.getPackage(), "callers.war"), "callers"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static RawConnection bearer(String token) {
        return RawConnection.connect(URI.create(node.resolve("callers") + "?access_token=" + token));
    }

    private static RawConnection badge(String badge) {
        return shaken(RawConnection.open(node.resolve("callers"), Badges.HEADER, badge));
    }

    private static RawConnection anonymous() {
        return RawConnection.connect(node.resolve("callers"));
    }

    private static RawConnection shaken(RawConnection connection) {
        connection.send(RawConnection.HANDSHAKE);
        assertThat(connection.messages().next()).isEqualTo("{}");
        return connection;
    }

    /**
     * WildFly takes users only from its own realm, unless its application-security-domain has integrated-jaspi=false.
     */
    @Test
    @Tag("payara")
    void sessionBeansAndJakartaSecurityKnowWhomTheContainerKnows() {
        try (RawConnection eve = badge("eve admin");
                RawConnection joe = badge("joe member")) {
            assertThat(eve.call("whoAmI")).isEqualTo(RawConnection.result("eve admin/eve"));
            assertThat(joe.call("whoAmI")).isEqualTo(RawConnection.result("joe/joe"));
            assertThat(eve.call("open")).isEqualTo(RawConnection.result("gold"));
            assertThat(joe.call("open")).isEqualTo(RawConnection.result("refused"));
        }
    }

    @Test
    void sessionBeansAndJakartaSecurityKnowTheBearerOfAToken() {
        try (RawConnection bob = bearer("token-of-bob");
                RawConnection ann = bearer("token-of-ann")) {
            assertThat(bob.call("whoAmI")).isEqualTo(RawConnection.result("bob admin/bob"));
            assertThat(ann.call("whoAmI")).isEqualTo(RawConnection.result("ann/ann"));
            assertThat(bob.call("open")).isEqualTo(RawConnection.result("gold"));
            assertThat(ann.call("open")).isEqualTo(RawConnection.result("refused"));
        }
    }

    /**
     * Not all calls run on the reading thread: one that comes while another thread is ending the previous call runs on
     * that thread.
     */
    @Test
    void callsOnTheThreadThatReadsAreInTheCallersName() {
        int rounds = 50;
        int onReadingThreads = 0;
        try (RawConnection bob = bearer("token-of-bob");
                RawConnection ann = bearer("token-of-ann");
                RawConnection nobody = anonymous()) {
            for (int i = 0; i < rounds; i++) {
                onReadingThreads += whoAmIHere(bob, "bob admin/bob");
                onReadingThreads += whoAmIHere(nobody, "nobody/nobody");
                assertThat(nobody.call("openHere")).isEqualTo(RawConnection.result("refused"));
                onReadingThreads += whoAmIHere(ann, "ann/ann");
                assertThat(bob.call("openHere")).isEqualTo(RawConnection.result("gold"));
                assertThat(ann.call("openHere")).isEqualTo(RawConnection.result("refused"));
            }
        }
        assertThat(onReadingThreads).isGreaterThan(rounds);
    }

    /** Asks the hub who the caller is; returns 1 if it answered on the thread that had read the call, otherwise 0. */
    private static int whoAmIHere(RawConnection connection, String caller) {
        String answer = connection.call("whoAmIHere");
        assertThat(answer).isIn(RawConnection.result(caller + " read"), RawConnection.result(caller + " called"));
        return answer.equals(RawConnection.result(caller + " read")) ? 1 : 0;
    }

    @Test
    void noNameStaysWithAThread() {
        try (RawConnection bob = bearer("token-of-bob");
                RawConnection ann = bearer("token-of-ann");
                RawConnection nobody = anonymous()) {
            for (int i = 0; i < 100; i++) {
                assertThat(bob.call("fail")).contains("error");
                assertThat(ann.call("whoAmI")).isEqualTo(RawConnection.result("ann/ann"));
                assertThat(nobody.call("whoAmI")).isEqualTo(RawConnection.result("nobody/nobody"));
                assertThat(nobody.call("open")).isEqualTo(RawConnection.result("refused"));
            }
        }
    }

    /** More calls than threads: some start on threads of the server that belong to no application. */
    @Test
    void threadsKnowTheApplicationWhicheverThreadMadeThem() {
        for (int i = 0; i < 10; i++) {
            try (RawConnection nobody = anonymous()) {
                for (int j = 0; j < 10; j++) {
                    assertThat(nobody.call("application")).isEqualTo(RawConnection.result("callers"));
                }
            }
        }
    }

    @Test
    void beginningOfAConnectionIsInTheCallersName() {
        try (RawConnection nobody = anonymous()) {
            nobody.call("forget");
            try (RawConnection bob = bearer("token-of-bob")) {
                assertThat(bob.call("journal")).isEqualTo(RawConnection.result("connected bob admin/bob"));
                assertThat(bob.call("journal")).isEqualTo(RawConnection.result("observed bob admin/bob"));
            }
        }
    }

    @Test
    void publisherIsAskedInTheCallersName() {
        try (RawConnection bob = bearer("token-of-bob")) {
            bob.send("{\"type\":4,\"invocationId\":\"8\",\"target\":\"stream\",\"arguments\":[]}" + RawConnection.RS);
            assertThat(bob.messages().next())
                    .isEqualTo("{\"type\":2,\"invocationId\":\"8\",\"item\":\"bob admin/bob\"}");
        }
    }

    @Test
    void whatFollowsAnAnswerRunsInTheNameOfWhoAsked() {
        try (RawConnection ann = bearer("token-of-ann");
                RawConnection bob = bearer("token-of-bob")) {
            String id = bob.call("id").replaceFirst(".*\"result\":\"([^\"]+)\".*", "$1");
            ann.send("{\"type\":1,\"invocationId\":\"7\",\"target\":\"ask\",\"arguments\":[\"" + id + "\"]}"
                    + RawConnection.RS);
            String question = bob.messages().next();
            String asked = question.replaceFirst(".*\"invocationId\":\"([^\"]+)\".*", "$1");
            bob.send("{\"type\":3,\"invocationId\":\"" + asked + "\",\"result\":\"yes\"}" + RawConnection.RS);
            assertThat(ann.messages().next()).isEqualTo(RawConnection.result("yes: ann/ann"));
        }
    }

    @Test
    void taskForTheContainersExecutorRunsInTheCallersName() {
        try (RawConnection bob = bearer("token-of-bob");
                RawConnection nobody = anonymous()) {
            assertThat(bob.call("later")).isEqualTo(RawConnection.result("bob admin/bob"));
            assertThat(nobody.call("later")).isEqualTo(RawConnection.result("nobody/nobody"));
        }
    }
}
