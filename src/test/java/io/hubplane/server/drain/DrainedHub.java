package io.hubplane.server.drain;

import io.hubplane.hub.Hub;
import io.hubplane.hub.NodeDrain;
import jakarta.inject.Inject;

/** Drains its node when a client asks for it. */
@Hub("/drained")
public class DrainedHub {
    private final NodeDrain drain;

    @Inject
    public DrainedHub(NodeDrain drain) {
        this.drain = drain;
    }

    /** Begins to drain. */
    public void drain() {
        var unused = drain.drain();
    }

    /** Returns twice a number. */
    public int twice(int number) {
        return 2 * number;
    }
}
