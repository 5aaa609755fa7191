package io.hubplane.bench.scenario;

import io.hubplane.bench.contestant.Contestant;
import io.hubplane.bench.contestant.RunningNodes;
import java.time.Duration;

/**
 * What a scenario is played on.
 *
 * @param contestant what is measured
 * @param nodes its nodes
 * @param redis the number of Redis' process
 * @param warmUp how long the traffic runs before anything is measured
 * @param measured how long it is measured
 */
public record Stage(Contestant contestant, RunningNodes nodes, long redis, Duration warmUp, Duration measured) {}
