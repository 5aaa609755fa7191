/**
 * The contestants that are measured: each knows how to start its nodes and which protocol its clients use.
 * {@link io.hubplane.bench.contestant.Contestants} names them all: Hubplane, its peers, and the floors, which do only
 * what no contestant can avoid.
 */
@NullMarked
package io.hubplane.bench.contestant;

import org.jspecify.annotations.NullMarked;
