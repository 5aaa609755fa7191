package io.hubplane.protocol.messagepack;

/** The numbers of the kinds of completions (Hub Protocol, <em>Completion message encoding</em>). */
final class CompletionKinds {
    static final int ERROR = 1;
    static final int VOID = 2;
    static final int NON_VOID = 3;

    private CompletionKinds() {}
}
