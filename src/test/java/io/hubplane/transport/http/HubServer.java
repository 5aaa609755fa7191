package io.hubplane.transport.http;

import io.hubplane.fixture.FakeTicker;
import io.hubplane.fixture.RecordingObserver;
import io.hubplane.transport.TransportConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hub's servlet at {@code /chat} with fakes around it. */
final class HubServer {
    final FakeGateway gateway = new FakeGateway();
    final List<TransportConnection> upgraded = new ArrayList<>();
    final List<String> subProtocols = new ArrayList<>();
    HttpOptions options = HttpOptions.DEFAULTS;
    FrontDoorOptions frontDoor = FrontDoorOptions.DEFAULTS;
    final RecordingObserver observer = new RecordingObserver();
    final FakeTicker ticker = new FakeTicker();
    Gatekeeper gatekeeper = Gatekeeper.OPEN;
    Upgrade upgrade = (request, response, connection, subProtocol) -> {
        upgraded.add(connection);
        subProtocols.add(subProtocol);
        response.setStatus(101);
    };
    private @Nullable HubServlet servlet;

    HubServlet servlet() {
        HubServlet made = servlet;
        if (made == null) {
            made = new HubServlet(
                    "/chat", gateway, options, false, gatekeeper, upgrade, new FrontDoor(frontDoor, observer, ticker));
            servlet = made;
        }
        return made;
    }

    FakeResponse answer(FakeRequest request) throws IOException {
        return answer(request, new FakeResponse());
    }

    FakeResponse answer(FakeRequest request, FakeResponse response) throws IOException {
        servlet().service(request.toServletRequest(), response.toServletResponse());
        return response;
    }
}
