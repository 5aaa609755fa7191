package io.hubplane.abuse;

import static io.hubplane.abuse.HostileWebSocket.call;
import static io.hubplane.abuse.HostileWebSocket.stream;
import static io.hubplane.abuse.HostileWebSocket.tell;

import io.hubplane.fixture.RawConnection;
import java.util.UUID;

/** Attacks by calls of hub methods. */
final class HubAttacks {
    private static final int CLIENTS = 4;
    private static final int STREAMS = 20;

    private HubAttacks() {}

    /** Clients that join more and more groups, and send messages to groups without members. */
    static void groups(Attackers attackers) {
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            attackers.once(() -> {
                HostileWebSocket client = attackers.open(attackers.hub(number));
                attackers.drain(client.socket());
                attackers.again(
                        10,
                        () -> client.send(inventedGroup("join").repeat(5) + inventedGroups() + inventedGroup("leave")));
            });
        }
    }

    private static String inventedGroups() {
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            calls.append(inventedGroup("join"));
            calls.append(tell("shout", "\"" + UUID.randomUUID() + "\",10"));
        }
        return calls.toString();
    }

    private static String inventedGroup(String target) {
        return call("1", target, "\"" + UUID.randomUUID() + "\"");
    }

    /** Clients that call as fast as they can, and one whose calls all fail. */
    static void calls(Attackers attackers) {
        String frame = call("1", "echo", "\"hello\"").repeat(50);
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            attackers.once(() -> {
                HostileWebSocket client = attackers.open(attackers.hub(number));
                attackers.drain(client.socket());
                attackers.again(20, () -> client.send(number == 0 ? call("1", "crash", "") : frame));
            });
        }
    }

    /**
     * Clients that ask for more streams than they may, some of which block a thread, and upload more than the hub
     * method takes.
     */
    static void streams(Attackers attackers) {
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            attackers.again(1, () -> {
                HostileWebSocket client =
                        HostileWebSocket.open(attackers.connectNarrowly(attackers.hub(number)), attackers.hub(number));
                for (int id = 0; id < STREAMS; id++) {
                    client.send(number < 2 ? stream("s" + id, number == 0 ? "endless" : "late") : upload("s" + id));
                }
            });
        }
    }

    private static String upload(String id) {
        String item = "{\"type\":2,\"invocationId\":\"" + id + "\",\"item\":\"" + "x".repeat(1_000) + "\"}";
        return "{\"type\":1,\"invocationId\":\"u" + id + "\",\"target\":\"neglect\",\"arguments\":[],\"streamIds\":[\""
                + id + "\"]}" + RawConnection.RS + (item + RawConnection.RS).repeat(20);
    }
}
