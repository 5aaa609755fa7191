/**
 * Forms of values that Jackson does not have by itself: times as in .NET, names of enum constants.
 *
 * <p>Depends on nothing of ours. Start at {@link io.hubplane.protocol.values.ValueForm}; {@code values.md} lists the forms.
 */
@NullMarked
package io.hubplane.protocol.values;

import org.jspecify.annotations.NullMarked;
