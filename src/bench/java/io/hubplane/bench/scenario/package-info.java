/** What happens in a measurement, the same for every contestant. */
@NullMarked
package io.hubplane.bench.scenario;

import org.jspecify.annotations.NullMarked;
