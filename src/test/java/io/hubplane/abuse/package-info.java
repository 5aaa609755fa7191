/**
 * What attacks cost other clients: a farm of two nodes is attacked in all the ways that
 * {@link io.hubplane.abuse.Attacks} lists, one by one, while it serves healthy clients, whose waits are measured. Start
 * at {@link io.hubplane.abuse.AbuseIT}.
 */
@NullMarked
package io.hubplane.abuse;

import org.jspecify.annotations.NullMarked;
