/**
 * What values look like beyond what Jackson does by itself: times as .NET has them, names of enum constants.
 *
 * <p>Depends on nothing of ours. Start at {@link io.hubplane.protocol.values.ValueForm}; {@code values.md} lists the forms.
 */
@NullMarked
package io.hubplane.protocol.values;

import org.jspecify.annotations.NullMarked;
