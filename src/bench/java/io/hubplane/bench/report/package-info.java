/** The results of the measurements, as JSON and as Markdown with charts. */
@NullMarked
package io.hubplane.bench.report;

import org.jspecify.annotations.NullMarked;
