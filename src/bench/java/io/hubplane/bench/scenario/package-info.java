/** The scenarios of measurements, the same for every contestant. */
@NullMarked
package io.hubplane.bench.scenario;

import org.jspecify.annotations.NullMarked;
