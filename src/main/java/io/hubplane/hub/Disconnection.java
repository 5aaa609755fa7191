package io.hubplane.hub;

import java.util.Optional;

/**
 * The end of a connection.
 *
 * @param caller the connection that ended
 * @param reason what ended it, or empty if the client or the hub closed it normally
 */
public record Disconnection(HubCallerContext caller, Optional<Throwable> reason) {}
