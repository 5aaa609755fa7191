package io.hubplane.transport.http;

/** A transport whose client sends by POST. Safe for any thread. */
interface HttpTransport {
    /** Receives what the client sends. */
    PostReceiver receiver();
}
