package io.hubplane.faults.application;

import io.hubplane.observe.HubObserver;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes each reported loss to the node's log, which is still there when the node has ended. */
@ApplicationScoped
public class LossLog implements HubObserver {
    private static final System.Logger LOG = System.getLogger(LossLog.class.getName());

    @Override
    public void backplaneGap(String channel, long missing) {
        LOG.log(System.Logger.Level.INFO, "Reported lost: {0} on {1}.", Long.toString(missing), channel);
    }
}
