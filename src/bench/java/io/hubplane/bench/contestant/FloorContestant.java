package io.hubplane.bench.contestant;

import io.hubplane.bench.load.Wire;
import java.net.URI;

/**
 * A server that passes on frames that were encoded before, on each node separately: no application in it can be faster.
 *
 * @param war its application
 */
record FloorContestant(WarContestant war) implements Contestant {
    @Override
    public String name() {
        return war.name();
    }

    @Override
    public Wire wire() {
        return war.wire();
    }

    @Override
    public boolean carriesAcrossNodes() {
        return false;
    }

    @Override
    public RunningNodes start(int count, URI redis) {
        return war.start(count, redis);
    }
}
