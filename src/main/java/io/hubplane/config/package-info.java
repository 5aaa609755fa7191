/**
 * Reads the configuration, validates it and builds the options records.
 *
 * <p>Depends on the options records only.
 */
@NullMarked
package io.hubplane.config;

import org.jspecify.annotations.NullMarked;
