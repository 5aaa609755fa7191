/**
 * Answers plain HTTP requests: checks, negotiation, server-sent events, long polling and their POSTs. The only user of
 * {@code jakarta.servlet} besides the wiring.
 *
 * <p>Start reading at {@code HubServlet}.
 *
 * <p>Depends on {@code transport}, {@code observe} and {@code concurrent}.
 */
@NullMarked
package io.hubplane.transport.http;

import org.jspecify.annotations.NullMarked;
