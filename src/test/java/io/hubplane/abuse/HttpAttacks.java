package io.hubplane.abuse;

import static io.hubplane.abuse.HostileWebSocket.call;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Attacks by HTTP requests. */
final class HttpAttacks {
    /** Longer than a node waits for anything. */
    private static final Duration ROUND = Duration.ofSeconds(3);

    private static final int CONNECTIONS = 10;
    private static final int SLOW_BODIES = 160;
    private static final String LONG_COOKIE = "Cookie: " + "x".repeat(6_000) + "\r\n";

    /** POSTs for one connection; a few more than may wait for an earlier one. */
    private static final int POSTS = 10;

    private static final String LONG_CALL = call("1", "echo", "\"" + "x".repeat(30_000) + "\"");

    private HttpAttacks() {}

    /** POSTs whose bodies begin and then stop. */
    static void slowBodies(Attackers attackers) {
        attackers.every(ROUND, () -> {
            attackers.drop();
            List<URI> connections = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(attackers.poll(attackers.hub(i)));
            }
            for (int i = 0; i < SLOW_BODIES; i++) {
                URI connection = connections.get(i % CONNECTIONS);
                attackers
                        .connect(connection)
                        .head("POST", connection, "Content-Length: 1000\r\n")
                        .send("{");
            }
        });
    }

    /** Negotiations without a connection after them, and some with headers that are too long. */
    static void negotiations(Attackers attackers) {
        for (int i = 0; i < 6; i++) {
            URI negotiation = URI.create(attackers.hub(i) + "/negotiate?negotiateVersion=1");
            String headers = i < 4 ? "" : LONG_COOKIE;
            attackers.again(50, () -> attackers.ask("POST", negotiation, headers, ""));
        }
    }

    /**
     * Requests for connections of another node: some with invented tokens, some for connections whose hub method is
     * slow, so that their POSTs have to wait there.
     */
    static void forwards(Attackers attackers) {
        for (int i = 0; i < 2; i++) {
            URI node = attackers.hub(i);
            attackers.again(50, () -> expectNotFound(attackers.ask("GET", madeUp(node), "")));
            attackers.again(50, () -> expectNotFound(attackers.ask("POST", madeUp(node), "{}")));
        }
        attackers.every(ROUND, () -> {
            attackers.drop();
            for (int i = 0; i < CONNECTIONS; i++) {
                crowd(attackers.poll(attackers.first()), attackers);
            }
        });
    }

    /** Keeps a connection busy, and sends more to it through the other node. */
    private static void crowd(URI connection, Attackers attackers) throws IOException {
        URI elsewhere = URI.create(attackers.second() + "?" + connection.getRawQuery());
        attackers.ask("POST", connection, call("0", "hold", ""));
        for (int i = 0; i < POSTS; i++) {
            attackers
                    .connect(elsewhere)
                    .head("POST", elsewhere, "Content-Length: " + LONG_CALL.length() + "\r\n")
                    .send(LONG_CALL);
        }
    }

    private static void expectNotFound(String answer) {
        if (!answer.contains(" 404 ")) {
            throw new AssertionError("A connection that somebody made up was answered by " + answer);
        }
    }

    /** The address of a connection whose token has the right form but names a node that does not exist. */
    private static URI madeUp(URI hub) {
        byte[] random = new byte[9];
        new SecureRandom().nextBytes(random);
        String node = Base64.getUrlEncoder().encodeToString(random);
        return URI.create(hub + "?id=" + node + "." + node + node + node.substring(0, 6));
    }
}
