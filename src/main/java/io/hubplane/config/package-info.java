/**
 * Reads the configuration, validates it and builds the options records.
 *
 * <p>Depends on the options records only. Start at {@link io.hubplane.config.HubplaneConfiguration}; every key with its
 * type, unit, range and default is in {@code Settings}.
 */
@NullMarked
package io.hubplane.config;

import org.jspecify.annotations.NullMarked;
