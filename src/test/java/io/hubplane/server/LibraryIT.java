package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.OfficialClients;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import io.hubplane.server.library.EchoHub;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Another application: a WAR with only the library, its dependencies and one hub. */
class LibraryIT {
    @Test
    void oneHubClassIsAnApplication() throws IOException {
        NodeSettings settings =
                NodeSettings.named("library").withWar(Applications.library(EchoHub.class, "other.war"), "echo");
        try (HubplaneNode node = HubplaneNode.start(Server.underTest(), settings);
                OfficialClients clients = OfficialClients.start();
                OfficialClient client = clients.open(node.resolve("echo"))) {
            assertThat(client.invoke("echo", "hello")).isEqualTo("hello");
            assertThat(client.invoke("whoServes")).isEqualTo("library");
            assertThat(RawConnection.request("GET", node.resolve("chat")).statusCode())
                    .as("the chat is not part of the library")
                    .isEqualTo(404);
        }
    }
}
