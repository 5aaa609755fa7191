package io.hubplane.conformance.application;

import io.hubplane.hub.Connected;
import io.hubplane.hub.Hub;

/** A hub of which there can be no instance. */
@Hub("/uncreatable")
public class UncreatableHub {
    /** Fails. */
    public UncreatableHub() {
        throw new InvalidOperationException("This hub cannot be created.");
    }

    /** Never called; but an instance is asked for as soon as a client connects. */
    @Connected
    public void connected() {
        throw new AssertionError("there is an instance");
    }
}
