/** What is attacked: a hub that does whatever a client could wish for, and counts which limits its clients reach. */
@NullMarked
package io.hubplane.abuse.application;

import org.jspecify.annotations.NullMarked;
