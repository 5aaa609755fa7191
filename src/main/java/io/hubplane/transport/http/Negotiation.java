package io.hubplane.transport.http;

import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.access.FrontDoor;
import io.hubplane.transport.http.answer.Answer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers {@code POST {hub}/negotiate} (Transport Protocols, <em>POST [endpoint-base]/negotiate request</em>). Safe for
 * any thread.
 */
final class Negotiation {
    private static final int MAXIMUM_VERSION = 1;

    private final ConnectionGateway gateway;
    private final FrontDoor frontDoor;
    private final int minimumVersion;
    private final boolean statefulReconnects;
    private final String availableTransports;

    Negotiation(ConnectionGateway gateway, HttpOptions options, boolean binary, FrontDoor frontDoor) {
        Set<TransportType> transports = options.transports();
        this.gateway = gateway;
        this.frontDoor = frontDoor;
        this.minimumVersion = options.minimumProtocolVersion();
        // Only a WebSocket can continue a connection.
        this.statefulReconnects = options.allowStatefulReconnects() && transports.contains(TransportType.WEB_SOCKETS);
        this.availableTransports = Arrays.stream(TransportType.values())
                .filter(transports::contains)
                .map(type -> "{\"transport\":\"" + type.protocolName() + "\",\"transferFormats\":["
                        + formats(type, binary) + "]}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String formats(TransportType type, boolean binary) {
        return binary && type != TransportType.SERVER_SENT_EVENTS ? "\"Text\",\"Binary\"" : "\"Text\"";
    }

    /**
     * Makes a connection and tells the client how to reach it. Refusals also have status 200, except those because of a
     * limit.
     */
    Answer answer(RequestInfo request) {
        int version;
        try {
            version = Integer.parseInt(
                    request.queryParameter("negotiateVersion").orElse("0").strip());
        } catch (NumberFormatException e) {
            return error("The client requested a non-integer protocol version.");
        }
        if (version < minimumVersion) {
            return error(
                    "The client requested version '" + version + "', but the server does not support this version.");
        }
        int agreed = Math.min(version, MAXIMUM_VERSION);
        boolean reconnect = agreed > 0 && statefulReconnects && wishesStatefulReconnect(request);
        FrontDoor.Entry entry = frontDoor.enter(request);
        if (entry.refusal() != null) {
            return entry.refusal();
        }
        TransportConnection connection =
                gateway.create(request, new NegotiatedTerms(agreed > 0, reconnect), entry.counted());
        // Ids and tokens contain only URL-safe characters, so nothing needs escaping.
        String token = agreed > 0 ? "\"connectionToken\":\"" + connection.token() + "\"," : "";
        return Answer.json("{" + (reconnect ? "\"useStatefulReconnect\":true," : "") + "\"negotiateVersion\":" + agreed
                + ",\"connectionId\":\"" + connection.id() + "\"," + token + "\"availableTransports\":"
                + availableTransports + "}");
    }

    private static boolean wishesStatefulReconnect(RequestInfo request) {
        return Boolean.parseBoolean(
                request.queryParameter("useStatefulReconnect").orElse("").strip());
    }

    private static Answer error(String text) {
        return Answer.json("{\"error\":\"" + text + "\"}");
    }
}
