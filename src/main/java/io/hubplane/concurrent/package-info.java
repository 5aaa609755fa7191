/**
 * What keeps threads in order, once for everybody who needs it.
 *
 * <p>Depends on nothing of ours. {@link io.hubplane.concurrent.SerialLoop} has one thread at a time do what many ask for;
 * {@link io.hubplane.concurrent.CallGate} lets calls in one at a time and their end after the last of them;
 * {@link io.hubplane.concurrent.RunAs} says in whose name a thread acts.
 */
@NullMarked
package io.hubplane.concurrent;

import org.jspecify.annotations.NullMarked;
