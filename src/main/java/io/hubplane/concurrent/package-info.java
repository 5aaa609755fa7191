/**
 * What keeps threads and stages in order, in one place for all packages.
 *
 * <p>Depends on nothing of ours. {@link io.hubplane.concurrent.SerialLoop} lets one thread at a time do what many ask
 * for; {@link io.hubplane.concurrent.CallGate} admits one call at a time, and their end after the last one;
 * {@link io.hubplane.concurrent.RunAs} says in whose name a thread acts, and {@link io.hubplane.concurrent.Stages}
 * combines stages.
 */
@NullMarked
package io.hubplane.concurrent;

import org.jspecify.annotations.NullMarked;
