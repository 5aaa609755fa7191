package io.hubplane.transport.http;

/**
 * How much the incomplete bodies of POSTs may use on a node, for all hubs together.
 *
 * @param posts how many there may be, 1 to 2^31-1; default {@value #DEFAULT_POSTS}: none of them holds a thread, but
 *     each holds a request of the container
 * @param postsPerAddress how many may come from one address, 1 to 2^31-1; default {@value #DEFAULT_POSTS_PER_ADDRESS}:
 *     so many clients may share an address, and each has one POST under way
 * @param bytes how much memory they may use together with bodies that wait for their turn, in bytes, 1 to 2^63-1;
 *     default {@value #DEFAULT_BYTES}
 */
public record NodePostOptions(int posts, int postsPerAddress, long bytes) {
    /** The default for {@link #posts}. */
    public static final int DEFAULT_POSTS = 2_000;

    /** The default for {@link #postsPerAddress}. */
    public static final int DEFAULT_POSTS_PER_ADDRESS = 200;

    /** The default for {@link #bytes}, in bytes. */
    public static final int DEFAULT_BYTES = 64 * 1024 * 1024;

    /** The default limits. */
    public static final NodePostOptions DEFAULTS =
            new NodePostOptions(DEFAULT_POSTS, DEFAULT_POSTS_PER_ADDRESS, DEFAULT_BYTES);

    public NodePostOptions {
        if (posts < 1 || postsPerAddress < 1 || bytes < 1) {
            throw new IllegalArgumentException(posts + " posts, " + postsPerAddress + " per address and " + bytes
                    + " bytes must be at least 1 each");
        }
    }
}
