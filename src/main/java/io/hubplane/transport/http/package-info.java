/**
 * All that is answered over plain HTTP: checks, negotiation, server-sent events, long polling and the POSTs beside them;
 * the only user of {@code jakarta.servlet} besides the wiring.
 *
 * <p>Start reading at {@code HubServlet}.
 *
 * <p>Depends on {@code transport}, {@code observe} and {@code concurrent}.
 */
@NullMarked
package io.hubplane.transport.http;

import org.jspecify.annotations.NullMarked;
