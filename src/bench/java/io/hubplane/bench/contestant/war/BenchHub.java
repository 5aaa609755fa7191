package io.hubplane.bench.contestant.war;

import io.hubplane.hub.Hub;

/** A hub as the README shows it: a new object for each call. */
@Hub("/bench")
public class BenchHub extends BenchMethods {}
