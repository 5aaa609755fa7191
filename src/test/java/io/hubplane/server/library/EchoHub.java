package io.hubplane.server.library;

import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerContext;

/** The only class of another application. */
@Hub("/echo")
public class EchoHub {
    /** Returns its argument. */
    public String echo(String text) {
        return text;
    }

    /** Returns the node's name. */
    public String whoServes(HubCallerContext caller) {
        return caller.node();
    }
}
