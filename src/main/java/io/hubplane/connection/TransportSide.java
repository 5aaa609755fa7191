package io.hubplane.connection;

import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.Wire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A connection as one of its transports sees it, separate from what the layer above sees. */
final class TransportSide implements TransportConnection {
    private final ConnectionPipeline link;
    /** The number of this transport among those of the connection; 0 if it has claimed nothing. */
    private volatile int number;
    /** The identity that has claimed the connection; anonymous before. */
    private volatile Identity claimant = Identity.ANONYMOUS;

    TransportSide(ConnectionPipeline link) {
        this.link = link;
    }

    @Override
    public String id() {
        return link.client().id();
    }

    @Override
    public String token() {
        return link.client().token();
    }

    @Override
    public Claim claim(TransportType type, RequestInfo request) {
        return link.claim(type, request, granted -> granted(granted, request.identity()));
    }

    /** The claim has been granted. */
    private void granted(int transport, Identity identity) {
        number = transport;
        claimant = identity;
    }

    @Override
    public boolean renewed(Identity identity) {
        return link.client().renewed(identity);
    }

    @Override
    public void abandoned() {
        link.abandoned();
    }

    @Override
    public void opened(Transport transport) {
        link.opened(number, transport);
    }

    @Override
    public void received(ByteBuffer data) {
        link.inlet().received(number, data, claimant);
    }

    @Override
    public void received(ByteBuffer data, Identity sender) {
        link.inlet().received(number, data, sender);
    }

    @Override
    public boolean isCrowded() {
        return link.reader().isCrowded();
    }

    @Override
    public int maximumMessageSize() {
        return link.reader().maximumMessageSize();
    }

    @Override
    public void tooLong() {
        if (!link.place().isLost(number)) {
            link.reader().refuseTooLong();
        }
    }

    @Override
    public void heard() {
        link.reader().heard();
    }

    @Override
    public void closed(@Nullable Throwable failure) {
        link.transportClosed(number, failure);
    }

    @Override
    public void released(Wire wire) {
        link.released(wire);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TransportSide that && link == that.link;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(link);
    }
}
