/**
 * The byte-level contract between a connection and whatever carries it.
 *
 * <p>Depends on {@code concurrent}. Start at {@link io.hubplane.transport.Transport}, the way out, and
 * {@link io.hubplane.transport.TransportConnection}, the way in. The source of the rules is the document "SignalR
 * Transport Protocols" in the repository of ASP.NET Core.
 */
@NullMarked
package io.hubplane.transport;

import org.jspecify.annotations.NullMarked;
