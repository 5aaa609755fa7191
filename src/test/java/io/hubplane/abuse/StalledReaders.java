package io.hubplane.abuse;

import static io.hubplane.abuse.HostileWebSocket.call;
import static io.hubplane.abuse.HostileWebSocket.tell;

import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.RawSocket;
import java.io.IOException;
import java.net.URI;

/** Clients to which the hub sends much, and which do not read it. */
final class StalledReaders {
    private static final int READERS = 20;
    private static final int LENGTH = 16_000;
    private static final int SHOUTS_PER_SECOND = 100;
    private static final String GROUP = "stalled";

    private StalledReaders() {}

    static void webSockets(Attackers attackers) {
        attack(attackers, hub -> {
            RawSocket socket = attackers.connectNarrowly(hub);
            HostileWebSocket.open(socket, hub).send(call("1", "join", "\"" + GROUP + "\""));
        });
    }

    static void eventStreams(Attackers attackers) {
        attack(attackers, hub -> {
            URI stream = attackers.negotiate(hub);
            attackers
                    .connectNarrowly(hub)
                    .head("GET", stream, "Accept: text/event-stream\r\n")
                    .readPast("\r\n\r\n");
            attackers.ask("POST", stream, RawConnection.HANDSHAKE + call("1", "join", "\"" + GROUP + "\""));
        });
    }

    static void polls(Attackers attackers) {
        attack(attackers, hub -> {
            URI polled = attackers.poll(hub);
            attackers.ask("POST", polled, call("1", "join", "\"" + GROUP + "\""));
            attackers.connectNarrowly(hub).head("GET", polled, "");
        });
    }

    /** Connects one reader. */
    @FunctionalInterface
    private interface Reader {
        void stall(URI hub) throws IOException;
    }

    /** More and more readers connect; another client of the attackers makes the hub send to them. */
    private static void attack(Attackers attackers, Reader reader) {
        attackers.again(1, () -> {
            for (int i = 0; i < READERS; i++) {
                reader.stall(attackers.hub(i));
            }
        });
        attackers.once(() -> {
            HostileWebSocket speaker = attackers.open(attackers.first());
            attackers.drain(speaker.socket());
            attackers.again(SHOUTS_PER_SECOND, () -> speaker.send(tell("shout", "\"" + GROUP + "\"," + LENGTH)));
        });
    }
}
