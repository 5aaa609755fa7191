package io.hubplane.connection;

import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A connection as its carrier sees it, kept apart from what the layer above sees. */
record CarrierSide(ClientLink link) implements TransportConnection {
    @Override
    public String id() {
        return link.connection().id();
    }

    @Override
    public String token() {
        return link.token();
    }

    @Override
    public Claim claim(TransportType type, RequestInfo request) {
        return link.claim(type, request);
    }

    @Override
    public void renewed(Identity identity) {
        link.connection().renewed(identity);
    }

    @Override
    public void abandoned() {
        link.end(Ending.abrupt(null));
    }

    @Override
    public void opened(Transport transport) {
        link.opened(transport);
    }

    @Override
    public void received(ByteBuffer data) {
        link.received(data);
    }

    @Override
    public void closed(@Nullable Throwable failure) {
        link.carrierClosed(failure);
    }
}
