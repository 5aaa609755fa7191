package io.hubplane.transport.http;

import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportException;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.Wire;
import io.hubplane.transport.http.answer.NonBlockingResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;

/**
 * Sends to a client over one long response (Transport Protocols, <em>Server-Sent Events (Server-to-Client only)</em>).
 * Each batch is an event. The end of the response tells the client about the end of the connection.
 */
final class EventStream implements Transport, HttpTransport {
    private final PostReceiver receiver;
    private final NonBlockingResponse response;
    private final Wire wire;

    EventStream(PostReceiver receiver, AsyncContext context, ServletOutputStream out, Wire wire) {
        this.receiver = receiver;
        this.wire = wire;
        this.response = new NonBlockingResponse(context, out, wire::execute, receiver::closed);
    }

    /** Opens the connection before the response: a client begins to post as soon as it sees the response. */
    void open() {
        boolean open = false;
        try {
            response.write(EventFormat.opening(), failure -> {});
            receiver.open(this);
            response.start();
            open = true;
        } finally {
            if (!open) {
                receiver.closed(new TransportException("The event stream could not be opened"));
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
    public PostReceiver receiver() {
        return receiver;
    }

    @Override
    public void send(Batch batch, Completion completion) {
        response.write(batch.as(EventFormat.FORM), completion);
    }

    @Override
    public void close(CloseStatus status) {
        response.finish();
        receiver.released(wire);
    }
}
