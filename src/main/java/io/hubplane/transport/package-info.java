/**
 * The byte-level contract between a connection and the transport that carries it.
 *
 * <p>Depends on {@code concurrent}. Start at {@link io.hubplane.transport.Transport}, which sends, and
 * {@link io.hubplane.transport.TransportConnection}, which receives. The rules come from the document "SignalR
 * Transport Protocols" in the repository of ASP.NET Core.
 */
@NullMarked
package io.hubplane.transport;

import org.jspecify.annotations.NullMarked;
