package io.hubplane.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hubplane.backplane.Backplane;
import io.hubplane.fixture.Inbox;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.OfficialClients;
import io.hubplane.fixture.RawConnection;
import io.hubplane.hub.HubContext;
import io.hubplane.sample.chat.ChatHub;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chat as the rest of the application sees it, from inside the server, and the same deployment from outside. */
@ExtendWith(ArquillianExtension.class)
class InContainerIT {
    @Inject
    private HubContext<ChatHub> chat;

    @Inject
    private Backplane backplane;

    @ArquillianResource
    private URL application;

    @Deployment
    static WebArchive chat() {
        return Applications.chat().addClasses(RawConnection.class, Inbox.class);
    }

    private URI hub() {
        // The adapters name different hosts, but all listen on this one.
        return URI.create("http://127.0.0.1:" + application.getPort() + application.getPath() + "chat");
    }

    private RawConnection connect() {
        RawConnection connection = RawConnection.connect(hub());
        String welcome = connection.messages().next();
        assertTrue(welcome.startsWith("{\"type\":1,\"target\":\"welcome\",\"arguments\":[\"arquillian\","), welcome);
        return connection;
    }

    @Test
    void aHubContextReachesAllClientsOfItsHub() {
        try (RawConnection ann = connect();
                RawConnection bob = connect()) {
            chat.clients().all().send("broadcastMessage", "timer", "it is noon");
            String expected = "{\"type\":1,\"target\":\"broadcastMessage\",\"arguments\":[\"timer\",\"it is noon\"]}";
            assertEquals(expected, ann.messages().next());
            assertEquals(expected, bob.messages().next());
        }
    }

    @Test
    void aHubContextReachesAGroupThatAClientHasJoined() throws Exception {
        try (RawConnection ann = connect()) {
            ann.send("{\"type\":1,\"invocationId\":\"1\",\"target\":\"join\",\"arguments\":[\"kitchen\"]}"
                    + RawConnection.RS);
            assertEquals(
                    "{\"type\":3,\"invocationId\":\"1\",\"result\":null}",
                    ann.messages().next());
            chat.clients().group("kitchen").send("roomMessage", "kitchen", "timer", "soup is ready");
            assertTrue(ann.messages().next().contains("soup is ready"));
        }
    }

    @Test
    void addingAConnectionThatDoesNotExistFails() {
        assertTrue(chat.groups()
                .add("nobody", "kitchen")
                .toCompletableFuture()
                .handle((done, failure) -> failure != null)
                .orTimeout(30, TimeUnit.SECONDS)
                .join());
    }

    @Test
    void theBackplaneIsABean() {
        assertFalse(backplane.nodeId().toString().isEmpty());
    }

    @Test
    @RunAsClient
    void theOfficialClientChatsWithTheDeployment() {
        try (OfficialClients clients = OfficialClients.start();
                OfficialClient ann = clients.open(hub(), "broadcastMessage")) {
            ann.invoke("send", "Ann", "hello");
            assertEquals(List.of("Ann", "hello"), ann.calls("broadcastMessage").next());
        }
    }
}
