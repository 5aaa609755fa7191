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

/** Who calls, as the beans see it that a hub calls: session beans, Jakarta Security, CDI. */
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

    private static String call(RawConnection connection, String target, String... arguments) {
        connection.send("{\"type\":1,\"invocationId\":\"7\",\"target\":\"" + target + "\",\"arguments\":["
                + (arguments.length == 0 ? "" : "\"" + String.join("\",\"", arguments) + "\"") + "]}"
                + RawConnection.RS);
        return connection.messages().next();
    }

    private static String result(String value) {
        return "{\"type\":3,\"invocationId\":\"7\",\"result\":\"" + value + "\"}";
    }

    /** WildFly as delivered takes users only from its own realm: its application-security-domain would have to say integrated-jaspi=false. */
    @Test
    @Tag("payara")
    void sessionBeansAndJakartaSecurityKnowWhomTheContainerKnows() {
        try (RawConnection eve = badge("eve admin");
                RawConnection joe = badge("joe member")) {
            assertThat(call(eve, "whoAmI")).isEqualTo(result("eve admin/eve"));
            assertThat(call(joe, "whoAmI")).isEqualTo(result("joe/joe"));
            assertThat(call(eve, "open")).isEqualTo(result("gold"));
            assertThat(call(joe, "open")).isEqualTo(result("refused"));
        }
    }

    @Test
    void sessionBeansAndJakartaSecurityKnowTheBearerOfAToken() {
        try (RawConnection bob = bearer("token-of-bob");
                RawConnection ann = bearer("token-of-ann")) {
            assertThat(call(bob, "whoAmI")).isEqualTo(result("bob admin/bob"));
            assertThat(call(ann, "whoAmI")).isEqualTo(result("ann/ann"));
            assertThat(call(bob, "open")).isEqualTo(result("gold"));
            assertThat(call(ann, "open")).isEqualTo(result("refused"));
        }
    }

    @Test
    void callsOnTheThreadThatReadsAreInTheCallersName() {
        try (RawConnection bob = bearer("token-of-bob");
                RawConnection ann = bearer("token-of-ann");
                RawConnection nobody = anonymous()) {
            for (int i = 0; i < 50; i++) {
                assertThat(call(bob, "whoAmIHere")).isEqualTo(result("bob admin/bob"));
                assertThat(call(nobody, "whoAmIHere")).isEqualTo(result("nobody/nobody"));
                assertThat(call(nobody, "openHere")).isEqualTo(result("refused"));
                assertThat(call(ann, "whoAmIHere")).isEqualTo(result("ann/ann"));
                assertThat(call(bob, "openHere")).isEqualTo(result("gold"));
                assertThat(call(ann, "openHere")).isEqualTo(result("refused"));
            }
        }
    }

    @Test
    void noNameStaysWithAThread() {
        try (RawConnection bob = bearer("token-of-bob");
                RawConnection ann = bearer("token-of-ann");
                RawConnection nobody = anonymous()) {
            for (int i = 0; i < 100; i++) {
                assertThat(call(bob, "fail")).contains("error");
                assertThat(call(ann, "whoAmI")).isEqualTo(result("ann/ann"));
                assertThat(call(nobody, "whoAmI")).isEqualTo(result("nobody/nobody"));
                assertThat(call(nobody, "open")).isEqualTo(result("refused"));
            }
        }
    }

    /** More calls than threads: some are made by threads of the server that have no application. */
    @Test
    void threadsKnowTheApplicationWhoeverHasThemMade() {
        for (int i = 0; i < 10; i++) {
            try (RawConnection nobody = anonymous()) {
                for (int j = 0; j < 10; j++) {
                    assertThat(call(nobody, "application")).isEqualTo(result("callers"));
                }
            }
        }
    }

    @Test
    void beginningOfAConnectionIsInTheCallersName() {
        try (RawConnection nobody = anonymous()) {
            call(nobody, "forget");
            try (RawConnection bob = bearer("token-of-bob")) {
                assertThat(call(bob, "journal")).isEqualTo(result("connected bob admin/bob"));
                assertThat(call(bob, "journal")).isEqualTo(result("observed bob admin/bob"));
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
            String id = call(bob, "id").replaceFirst(".*\"result\":\"([^\"]+)\".*", "$1");
            ann.send("{\"type\":1,\"invocationId\":\"7\",\"target\":\"ask\",\"arguments\":[\"" + id + "\"]}"
                    + RawConnection.RS);
            String question = bob.messages().next();
            String asked = question.replaceFirst(".*\"invocationId\":\"([^\"]+)\".*", "$1");
            bob.send("{\"type\":3,\"invocationId\":\"" + asked + "\",\"result\":\"yes\"}" + RawConnection.RS);
            assertThat(ann.messages().next()).isEqualTo(result("yes: ann/ann"));
        }
    }

    @Test
    void taskForTheContainersExecutorRunsInTheCallersName() {
        try (RawConnection bob = bearer("token-of-bob");
                RawConnection nobody = anonymous()) {
            assertThat(call(bob, "later")).isEqualTo(result("bob admin/bob"));
            assertThat(call(nobody, "later")).isEqualTo(result("nobody/nobody"));
        }
    }
}
