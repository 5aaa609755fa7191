package io.hubplane.abuse;

import java.util.List;

/** All attacks, each with the limits that have to stop it. */
final class Attacks {
    private Attacks() {}

    static List<Attack> all() {
        return List.of(
                new Attack("slow bodies", HttpAttacks::slowBodies, "receive-timeout", "maximum-posts-per-address"),
                new Attack(
                        "negotiations",
                        HttpAttacks::negotiations,
                        "maximum-waiting-negotiations-per-address",
                        "maximum-header-bytes"),
                new Attack(
                        "clients that come and go",
                        WebSocketAttacks::comingsAndGoings,
                        "maximum-negotiations-per-second-per-address"),
                new Attack(
                        "silent crowds",
                        WebSocketAttacks::silentCrowds,
                        "maximum-connections-per-address",
                        "handshake-timeout"),
                new Attack("half frames", WebSocketAttacks::halfFrames, "receive-timeout"),
                new Attack("WebSockets that nobody reads", StalledReaders::webSockets, "overflow-policy"),
                new Attack("event streams that nobody reads", StalledReaders::eventStreams, "overflow-policy"),
                new Attack("polls whose answers nobody reads", StalledReaders::polls, "overflow-policy"),
                new Attack("forwards", HttpAttacks::forwards, "forwarding.maximum-requests-per-address"),
                new Attack("groups", HubAttacks::groups, "maximum-groups-per-connection"),
                new Attack("calls", HubAttacks::calls, "calls-per-second-per-client"),
                new Attack("streams", HubAttacks::streams, "maximum-parallel-streams-per-client"));
    }
}
