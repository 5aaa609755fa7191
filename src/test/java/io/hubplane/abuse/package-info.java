/**
 * What attackers cost others: a farm of two nodes is attacked in all the ways that {@link io.hubplane.abuse.Attacks} lists,
 * one by one, while clients beside them are served and timed. Start at
 * {@link io.hubplane.abuse.AbuseIT}.
 */
@NullMarked
package io.hubplane.abuse;

import org.jspecify.annotations.NullMarked;
