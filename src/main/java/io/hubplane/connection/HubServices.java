package io.hubplane.connection;

import io.hubplane.observe.HubObserver;
import io.hubplane.protocol.HubProtocol;
import java.util.List;
import java.util.function.LongSupplier;

/** What the parts of one hub share. */
record HubServices(
        String hub,
        List<HubProtocol> protocols,
        Flusher flusher,
        SharedFrames frames,
        Heartbeat heartbeat,
        HubObserver observer) {
    HubServices {
        protocols = List.copyOf(protocols);
    }

    LongSupplier ticker() {
        return heartbeat.ticker();
    }
}
