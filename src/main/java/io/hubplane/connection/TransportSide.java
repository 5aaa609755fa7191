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
    private final ConnectionPipeline pipeline;
    /** The number of this transport among those of the connection; 0 if it has claimed nothing. */
    private volatile int number;
    /** The identity that has claimed the connection; anonymous before. */
    private volatile Identity claimant = Identity.ANONYMOUS;

    TransportSide(ConnectionPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public String id() {
        return pipeline.client().id();
    }

    @Override
    public String token() {
        return pipeline.client().token();
    }

    @Override
    public Claim claim(TransportType type, RequestInfo request) {
        return pipeline.claim(type, request, granted -> granted(granted, request.identity()));
    }

    /** The claim has been granted. */
    private void granted(int transport, Identity identity) {
        number = transport;
        claimant = identity;
    }

    @Override
    public boolean renewed(Identity identity) {
        return pipeline.client().renewed(identity);
    }

    @Override
    public void abandoned() {
        pipeline.abandoned();
    }

    @Override
    public void opened(Transport transport) {
        pipeline.opened(number, transport);
    }

    @Override
    public void received(ByteBuffer data) {
        pipeline.input().received(number, data, claimant);
    }

    @Override
    public void received(ByteBuffer data, Identity sender) {
        pipeline.input().received(number, data, sender);
    }

    @Override
    public boolean isCrowded() {
        return pipeline.reader().isCrowded();
    }

    @Override
    public int maximumMessageSize() {
        return pipeline.reader().maximumMessageSize();
    }

    @Override
    public void tooLong() {
        if (!pipeline.activeTransport().isLost(number)) {
            pipeline.reader().refuseTooLong();
        }
    }

    @Override
    public void heard() {
        pipeline.reader().heard();
    }

    @Override
    public void closed(@Nullable Throwable failure) {
        pipeline.transportClosed(number, failure);
    }

    @Override
    public void released(Wire wire) {
        pipeline.released(wire);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TransportSide that && pipeline == that.pipeline;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(pipeline);
    }
}
