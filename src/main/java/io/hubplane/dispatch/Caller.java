package io.hubplane.dispatch;

import io.hubplane.protocol.HubMessage;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;

/** What dispatch needs of a connection; see {@link io.hubplane.connection.HubConnection}. */
interface Caller {
    String id();

    String transportName();

    Optional<String> userIdentifier();

    Optional<Principal> principal();

    Optional<String> header(String name);

    Optional<String> queryParameter(String name);

    Optional<String> cookie(String name);

    Map<String, Object> items();

    boolean isOpen();

    void write(HubMessage message);

    void pauseReceiving();

    void abort();

    void fail(Throwable reason, boolean allowReconnect);
}
