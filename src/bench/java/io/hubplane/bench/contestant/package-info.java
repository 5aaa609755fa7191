/**
 * What is measured: each knows how to start its nodes and how clients speak to it. {@link
 * io.hubplane.bench.contestant.Contestants} names them all: Hubplane, its peers, and the floors, which do nothing but
 * what nobody can do without.
 */
@NullMarked
package io.hubplane.bench.contestant;

import org.jspecify.annotations.NullMarked;
