package io.hubplane.server;

import static io.hubplane.fixture.RawConnection.RS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import io.hubplane.server.drain.DrainedHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients and load balancers see of a node that is drained by its application. */
@Timeout(120)
class DrainIT {
    private static final int CLIENTS = 20;
    private static final String CLOSE = "{\"type\":7,\"allowReconnect\":true}";

    @Test
    void drainedNodeRefusesNewClientsSaysThatItIsNotReadyAndSendsItsClientsAway() throws IOException {
        NodeSettings settings = NodeSettings.named("drained")
                .withWar(Applications.library(DrainedHub.class.getPackage(), "drained.war"), "drained")
                .with("hubplane.drain.spread", "3s")
                .with("hubplane.shutdown.delay", "1h");
        try (HubplaneNode node = HubplaneNode.start(Server.underTest(), settings)) {
            URI hub = node.resolve("drained");
            URI readiness = node.resolve("hubplane/ready");
            assertThat(RawConnection.request("GET", readiness).statusCode()).isEqualTo(200);
            assertThat(RawConnection.request("POST", readiness).statusCode()).isEqualTo(405);
            List<RawConnection> clients = Stream.generate(() -> RawConnection.connect(hub))
                    .limit(CLIENTS)
                    .toList();

            RawConnection first = clients.get(0);
            first.send("{\"type\":1,\"invocationId\":\"1\",\"target\":\"drain\",\"arguments\":[]}" + RS);
            assertThat(first.messages().next()).isEqualTo("{\"type\":3,\"invocationId\":\"1\",\"result\":null}");

            HttpResponse<String> ready = RawConnection.request("GET", readiness);
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("not ready");
            HttpResponse<String> negotiation =
                    RawConnection.request("POST", URI.create(hub + "/negotiate?negotiateVersion=1"));
            assertThat(negotiation.statusCode()).isEqualTo(503);
            assertThat(negotiation.headers().firstValue("Retry-After")).contains("5");
            assertThat(RawConnection.refusal(hub)).isEqualTo(503);
            assertThat(clients).allSatisfy(client -> {
                assertThat(client.messages().next()).isEqualTo(CLOSE);
                assertThat(client.closings().next()).isEqualTo(1001);
            });
        } // does not wait for the delay, because the balancer has noticed
    }
}
