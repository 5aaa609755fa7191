package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import io.hubplane.server.objects.InjectedHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A hub without a scope: a new object for each call, with everything that CDI promises for it. */
class HubObjectIT {
    private static HubplaneNode node;

    @BeforeAll
    static void start() {
        node = HubplaneNode.start(
                Server.underTest(),
                NodeSettings.named("objects")
                        .withWar(Applications.library(InjectedHub.class.getPackage(), "objects.war"), "injected"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void eachCallHasAnObjectOfItsOwnWithWhatBelongsToIt() {
        try (RawConnection one = RawConnection.connect(node.resolve("injected"));
                RawConnection other = RawConnection.connect(node.resolve("injected"))) {
            assertThat(one.call("state")).isEqualTo(RawConnection.result("1 false true"));
            assertThat(other.call("state")).isEqualTo(RawConnection.result("1 false true"));
            assertThat(one.call("state")).isEqualTo(RawConnection.result("1 false true"));
        }
    }

    @Test
    void everyKindOfClientsIsThatOfTheCall() {
        try (RawConnection one = RawConnection.connect(node.resolve("injected"))) {
            assertThat(one.call("tell")).contains("\"plainly\"");
            assertThat(one.messages().next()).contains("\"by type\"");
            assertThat(one.messages().next()).contains("\"in the group\"");
        }
    }

    @Test
    void whatIsMadeForTheObjectEndsWithIt() {
        try (RawConnection one = RawConnection.connect(node.resolve("injected"))) {
            int before = count(one.call("ledger"), "helper-gone");
            assertThat(one.call("state")).isEqualTo(RawConnection.result("1 false true"));
            String after = one.call("ledger");
            assertThat(count(after, "helper-gone")).isEqualTo(before + 2);
            assertThat(count(after, "helper-made")).isEqualTo(before + 3);
        }
    }

    @Test
    void interceptorsAreCalled() {
        try (RawConnection one = RawConnection.connect(node.resolve("intercepted"))) {
            assertThat(one.call("look")).contains("intercepted-look");
        }
    }

    @Test
    void theContainerInjectsResourcesAndTellsTheObjectOfItsLife() {
        try (RawConnection one = RawConnection.connect(node.resolve("living"))) {
            int ended = count(one.call("look"), "hub-ended");
            String second = one.call("look");
            assertThat(second).contains("\"result\":\"objects: ");
            assertThat(count(second, "hub-ended")).isEqualTo(ended + 1);
            assertThat(count(second, "hub-begun")).isEqualTo(ended + 2);
        }
    }

    private static int count(String text, String word) {
        return text.split(word, -1).length - 1;
    }
}
