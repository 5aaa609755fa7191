/**
 * The SignalR hub protocol: its messages, the seam to their encodings, and the handshake. Pure functions over bytes.
 *
 * <p>Depends on nothing else of Hubplane. Start at {@link io.hubplane.protocol.HubProtocol} and
 * {@link io.hubplane.protocol.HubMessage}. The source of the rules is the document "SignalR Hub Protocol" in the
 * repository of ASP.NET Core; where that text and the code of ASP.NET Core differ, the code is followed.
 */
@NullMarked
package io.hubplane.protocol;

import org.jspecify.annotations.NullMarked;
