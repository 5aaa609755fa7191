package io.hubplane.bench.contestant.war;

import io.hubplane.hub.Hub;
import io.hubplane.hub.NonBlocking;

/** A hub whose methods are declared not to wait, as is true of them. */
@Hub("/bench")
@NonBlocking
public class NonBlockingBenchHub extends BenchMethods {}
