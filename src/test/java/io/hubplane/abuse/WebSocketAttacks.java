package io.hubplane.abuse;

import io.hubplane.fixture.ClientFrames;
import io.hubplane.fixture.RawSocket;
import java.net.URI;
import java.time.Duration;

/** Attacks by WebSockets before any method is called. */
final class WebSocketAttacks {
    private static final int CROWD = 250;
    private static final int HALF_FRAMES = 40;
    private static final int MIB = 1024 * 1024;
    /** How much is sent of the longest frame that a server might collect, in bytes. */
    private static final int LONG = 4 * MIB - 1024;

    private WebSocketAttacks() {}

    /** Clients that connect and leave before they send anything. */
    static void comingsAndGoings(Attackers attackers) {
        for (int i = 0; i < 4; i++) {
            URI hub = attackers.hub(i);
            attackers.again(75, () -> {
                try (RawSocket socket = attackers.connect(hub)) {
                    socket.upgrade(hub);
                }
            });
        }
    }

    /** More WebSockets than an address may have, which send nothing. */
    static void silentCrowds(Attackers attackers) {
        for (int i = 0; i < 2; i++) {
            URI hub = attackers.hub(i);
            attackers.once(() -> {
                for (int opened = 0; opened < CROWD; opened++) {
                    attackers.connect(hub).upgrade(hub);
                }
            });
        }
    }

    /** Frames and messages that begin and do not end, and frames that are longer than a server should collect. */
    static void halfFrames(Attackers attackers) {
        attackers.every(Duration.ofSeconds(2), () -> {
            for (int i = 0; i < HALF_FRAMES; i++) {
                RawSocket socket = attackers.open(attackers.hub(i)).socket();
                if (i % 2 == 0) {
                    socket.send(ClientFrames.head(ClientFrames.TEXT, 30_000)).send("{\"type\":1,");
                } else {
                    socket.send(ClientFrames.frame(0x01, "{\"type\":1,"));
                }
            }
        });
        for (int i = 0; i < 2; i++) {
            URI hub = attackers.hub(i);
            attackers.again(
                    4,
                    () -> attackers
                            .open(hub)
                            .socket()
                            .send(ClientFrames.head(0x82, LONG))
                            .send(new byte[MIB]));
        }
    }
}
