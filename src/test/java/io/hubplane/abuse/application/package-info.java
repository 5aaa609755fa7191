/** The hub that is attacked: it does whatever its clients ask for, and counts the limits that they reach. */
@NullMarked
package io.hubplane.abuse.application;

import org.jspecify.annotations.NullMarked;
