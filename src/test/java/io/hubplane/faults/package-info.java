/**
 * What faults cost: a farm of two nodes loses Redis, its connections to it or a node in all the ways that
 * {@link io.hubplane.faults.Faults} lists, while clients send messages. Every message has a number, and what each
 * client has received is audited: what was lost, whether that was reported, what came twice, out of order or late.
 * Start at {@link io.hubplane.faults.FaultsIT}.
 */
@NullMarked
package io.hubplane.faults;

import org.jspecify.annotations.NullMarked;
