package io.hubplane.cluster.application;

import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.cluster.TracksConnections;
import jakarta.inject.Inject;
import java.util.List;

/** Its connections are finished by another node when their node is lost. */
@Hub("/orphans")
@TracksConnections
public class OrphanHub {
    @Inject
    private OrphanNotes notes;

    /** What has happened to connections on this node. */
    public List<String> notes() {
        return notes.all();
    }

    @Disconnected
    public void ended(HubCallerContext caller) {
        notes.add("ended " + caller.connectionId());
    }
}
