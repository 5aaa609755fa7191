/**
 * Finds, binds and calls hub methods, and is what an application's proxies, groups and contexts lead to.
 *
 * <p>Depends on {@code hub}, {@code protocol}, {@code connection} and {@code observe}.
 */
@NullMarked
package io.hubplane.dispatch;

import org.jspecify.annotations.NullMarked;
