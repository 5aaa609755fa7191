package io.hubplane.bench.contestant.war;

import io.hubplane.hub.Hub;
import io.hubplane.hub.NonBlocking;

/** A hub whose methods do not wait, and are declared so. */
@Hub("/bench")
@NonBlocking
public class NonBlockingBenchHub extends BenchMethods {}
