/**
 * The JSON encoding of the hub protocol.
 *
 * <p>Depends on {@code protocol}. Start at {@link io.hubplane.protocol.json.JsonHubProtocol}.
 */
@NullMarked
package io.hubplane.protocol.json;

import org.jspecify.annotations.NullMarked;
