/** What is measured: each knows how to start its nodes and how clients speak to it. */
@NullMarked
package io.hubplane.bench.contestant;

import org.jspecify.annotations.NullMarked;
