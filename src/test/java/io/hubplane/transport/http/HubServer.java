package io.hubplane.transport.http;

import io.hubplane.fake.FakeTicker;
import io.hubplane.fake.RecordingObserver;
import io.hubplane.observe.ClientLog;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.http.access.FrontDoor;
import io.hubplane.transport.http.access.FrontDoorOptions;
import io.hubplane.transport.http.access.Gatekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A hub's servlet at {@code /chat} with fakes around it. */
public final class HubServer {
    public final FakeGateway gateway = new FakeGateway();
    public final List<TransportConnection> upgraded = new ArrayList<>();
    final List<String> subProtocols = new ArrayList<>();
    HttpOptions options = HttpOptions.DEFAULTS;
    public FrontDoorOptions frontDoor = FrontDoorOptions.DEFAULTS;
    public final RecordingObserver observer = new RecordingObserver();
    public final FakeTicker ticker = new FakeTicker();
    Gatekeeper gatekeeper = Gatekeeper.OPEN;
    Upgrade upgrade = (request, response, connection, subProtocol) -> {
        upgraded.add(connection);
        subProtocols.add(subProtocol);
        response.setStatus(101);
    };
    NodePostOptions limits = NodePostOptions.DEFAULTS;
    /** Tasks that are to run some milliseconds later. */
    final Queue<Runnable> soon = new ArrayDeque<>();

    private @Nullable Posts posts;
    private @Nullable HubServlet servlet;

    Posts posts() {
        Posts made = posts;
        if (made == null) {
            made = new Posts(limits, ticker, soon::add, observer, new ClientLog(ticker, ClientLog.DEFAULT_LINES));
            posts = made;
        }
        return made;
    }

    /** Lets some seconds pass. */
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            ticker.advance(Duration.ofSeconds(1));
            posts().tick();
        }
    }

    HubServlet servlet() {
        HubServlet made = servlet;
        if (made == null) {
            made = new HubServlet(
                    "chat",
                    "/chat",
                    gateway,
                    options,
                    false,
                    gatekeeper,
                    upgrade,
                    new FrontDoor(frontDoor, observer, ticker),
                    posts());
            servlet = made;
        }
        return made;
    }

    public FakeResponse answer(FakeRequest request) throws IOException {
        return answer(request, new FakeResponse());
    }

    FakeResponse answer(FakeRequest request, FakeResponse response) throws IOException {
        servlet().service(request.toServletRequest(), response.toServletResponse());
        return response;
    }
}
