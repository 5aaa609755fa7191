package io.hubplane.conformance.application;

import io.hubplane.hub.Connected;
import io.hubplane.hub.Hub;

/** A hub whose instances cannot be created. */
@Hub("/uncreatable")
public class UncreatableHub {
    /** Fails. */
    public UncreatableHub() {
        throw new InvalidOperationException("This hub cannot be created.");
    }

    /** Never called; it makes the dispatcher create an instance as soon as a client connects. */
    @Connected
    public void connected() {
        throw new AssertionError("there is an instance");
    }
}
