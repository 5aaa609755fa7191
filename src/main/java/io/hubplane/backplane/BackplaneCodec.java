package io.hubplane.backplane;

/** Stub, to be written. */
public final class BackplaneCodec {
    private BackplaneCodec() {}

    /**
     * Encodes a message in the layout ASP.NET Core uses on the channel the message belongs to, with room for the
     * stamp at the end. Not for {@link BackplaneMessage.ConnectionSend}, which that layout does not know.
     *
     * @param message the message
     * @return its bytes, handed over to the caller
     */
    public static byte[] encode(BackplaneMessage message) {
        throw new UnsupportedOperationException();
    }

    /**
     * Encodes a message for {@link Scope.Kind#NODE}, where all kinds of messages share one channel.
     *
     * @param message the message
     * @return its bytes, handed over to the caller
     */
    public static byte[] encodeForNode(BackplaneMessage message) {
        throw new UnsupportedOperationException();
    }

    /**
     * Decodes what came on a scope of any kind.
     *
     * @param kind the kind of the scope
     * @param message the bytes
     * @return the message
     * @throws BackplaneException if the bytes are not such a message
     */
    public static BackplaneMessage decode(Scope.Kind kind, byte[] message) {
        throw new UnsupportedOperationException();
    }
}
