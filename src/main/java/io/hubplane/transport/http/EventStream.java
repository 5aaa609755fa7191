package io.hubplane.transport.http;

import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportException;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.Wire;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;

/**
 * The way out over one long response (Transport Protocols, <em>Server-Sent Events (Server-to-Client only)</em>): each
 * batch is an event. The client learns of the end by that of the response.
 */
final class EventStream implements Transport, HttpTransport {
    private final PostReceiver uplink;
    private final NonBlockingResponse response;
    private final Wire wire;

    EventStream(PostReceiver uplink, AsyncContext context, ServletOutputStream out, Wire wire) {
        this.uplink = uplink;
        this.wire = wire;
        this.response = new NonBlockingResponse(context, out, wire::execute, uplink::closed);
    }

    /** Opens the connection, and only then the response: a client that sees it open begins to post. */
    void open() {
        boolean open = false;
        try {
            response.write(EventFormat.opening(), failure -> {});
            uplink.open(this);
            response.start();
            open = true;
        } finally {
            if (!open) {
                uplink.closed(new TransportException("The stream of events could not be opened"));
            }
        }
    }

    @Override
    public TransportType type() {
        return TransportType.SERVER_SENT_EVENTS;
    }

    @Override
    public boolean carriesBinary() {
        return false;
    }

    @Override
    public boolean pauseReceiving() {
        return true;
    }

    @Override
    public PostReceiver uplink() {
        return uplink;
    }

    @Override
    public void send(Batch batch, Completion completion) {
        response.write(batch.as(EventFormat.FORM), completion);
    }

    @Override
    public void close(CloseStatus status) {
        response.finish();
        uplink.released(wire);
    }
}
