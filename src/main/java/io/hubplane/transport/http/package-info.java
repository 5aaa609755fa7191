/**
 * Answers plain HTTP requests: negotiation, the upgrade to WebSockets, server-sent events, long polling and their POSTs.
 * With the packages inside it, the only user of {@code jakarta.servlet} besides the wiring.
 *
 * <p>Start reading at {@code HubServlet}.
 *
 * <p>Depends on {@code transport}, {@code transport.http.access}, {@code transport.http.answer} and {@code observe}.
 */
@NullMarked
package io.hubplane.transport.http;

import org.jspecify.annotations.NullMarked;
