package io.hubplane.transport.http;

/** A transport whose client sends by POST beside it. Safe for any thread. */
interface HttpTransport {
    /** Where what the client sends goes. */
    PostReceiver uplink();
}
