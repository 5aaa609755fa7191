package io.hubplane.bench.scenario;

import io.hubplane.bench.contestant.Contestant;
import io.hubplane.bench.contestant.RunningNodes;
import java.time.Duration;

/**
 * The nodes and the Redis on which a scenario is played.
 *
 * @param contestant what is measured
 * @param nodes its nodes
 * @param redis the Redis they share
 * @param warmUp how long the traffic runs before anything is measured
 * @param measured how long it is measured
 */
public record Stage(Contestant contestant, RunningNodes nodes, Redis redis, Duration warmUp, Duration measured) {}
