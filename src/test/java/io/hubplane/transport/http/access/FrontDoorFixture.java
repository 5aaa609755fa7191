package io.hubplane.transport.http.access;

import java.util.List;
import java.util.Set;

/** Options that differ from the defaults in a few values. */
final class FrontDoorFixture {
    private static final FrontDoorOptions DEFAULTS = FrontDoorOptions.DEFAULTS;

    private FrontDoorFixture() {}

    static FrontDoorOptions trusting(String... proxies) {
        return options(List.of(proxies), Set.of(), DEFAULTS.maximumHeaderBytes());
    }

    static FrontDoorOptions askedAs(String... hosts) {
        return options(List.of(), Set.of(hosts), DEFAULTS.maximumHeaderBytes());
    }

    static FrontDoorOptions headerBytes(int most) {
        return options(List.of(), Set.of(), most);
    }

    private static FrontDoorOptions options(List<String> proxies, Set<String> hosts, int headerBytes) {
        return new FrontDoorOptions(
                proxies,
                hosts,
                DEFAULTS.maximumConnections(),
                DEFAULTS.maximumConnectionsPerAddress(),
                DEFAULTS.maximumWaitingNegotiations(),
                DEFAULTS.maximumWaitingNegotiationsPerAddress(),
                DEFAULTS.maximumNegotiationsPerSecondPerAddress(),
                headerBytes);
    }

    /** In the order of the options. */
    static FrontDoorOptions limits(int connections, int ofAddress, int waiting, int waitingOfAddress, int perSecond) {
        return new FrontDoorOptions(
                List.of(),
                Set.of(),
                connections,
                ofAddress,
                waiting,
                waitingOfAddress,
                perSecond,
                DEFAULTS.maximumHeaderBytes());
    }
}
