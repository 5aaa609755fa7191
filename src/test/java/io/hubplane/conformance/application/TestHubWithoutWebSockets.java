package io.hubplane.conformance.application;

import io.hubplane.hub.Hub;

/** The same hub for clients that cannot use WebSockets; the configuration sets its transports. */
@Hub("/testhub-nowebsockets")
public class TestHubWithoutWebSockets extends TestHub {}
