package io.hubplane.bench.contestant.war;

import io.hubplane.hub.Hub;
import jakarta.enterprise.context.ApplicationScoped;

/** One object for all calls. */
@ApplicationScoped
@Hub("/bench")
public class SharedBenchHub extends BenchMethods {}
