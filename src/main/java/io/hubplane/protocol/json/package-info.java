/**
 * The JSON encoding of the hub protocol and of the handshake.
 *
 * <p>Depends on {@code protocol}. Start at {@code JsonHubProtocol}.
 */
@NullMarked
package io.hubplane.protocol.json;

import org.jspecify.annotations.NullMarked;
