package io.hubplane.bench.contestant;

import io.hubplane.bench.load.Wire;
import java.net.URI;
import java.util.List;

/** Redis alone: no backplane can be faster. */
final class BareRedis implements Contestant {
    @Override
    public String name() {
        return "redis";
    }

    @Override
    public boolean hasClients() {
        return false;
    }

    @Override
    public Wire wire() {
        throw new UnsupportedOperationException("Redis has no WebSocket clients");
    }

    @Override
    public RunningNodes start(int count, URI redis) {
        return new RunningNodes(List.of(), List.of(), () -> {});
    }
}
