/**
 * What nodes know about each other: who lives, what they ask each other, and what they do for each other. Begin with
 * {@code Membership} and {@code ClusterQueries}.
 *
 * <p>Depends on {@code lifetime}, {@code lifetime.recipients}, {@code lifetime.routing}, {@code connection},
 * {@code connection.outbound}, {@code backplane}, {@code protocol}, {@code observe}, {@code concurrent} and
 * {@code hub.cluster}.
 */
@NullMarked
package io.hubplane.cluster;

import org.jspecify.annotations.NullMarked;
