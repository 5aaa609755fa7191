package io.hubplane.transport.http;

/**
 * What the bodies of POSTs that have not come whole may take up on a node, all hubs together.
 *
 * @param posts how many there may be, 1 to 2^31-1; default {@value #DEFAULT_POSTS}: none holds a thread, but each a request
 *     of the container's
 * @param postsPerAddress how many from one address, 1 to 2^31-1; default {@value #DEFAULT_POSTS_PER_ADDRESS}, as many
 *     clients may have one address in common, and one of them has one POST under way
 * @param bytes how much memory they, and bodies that wait for their turn, may take, in bytes, 1 to 2^63-1; default
 *     {@value #DEFAULT_BYTES}
 */
public record NodePostOptions(int posts, int postsPerAddress, long bytes) {
    /** The number for a node where nothing is configured. */
    public static final int DEFAULT_POSTS = 2_000;

    /** The number for an address where nothing is configured. */
    public static final int DEFAULT_POSTS_PER_ADDRESS = 200;

    /** The memory where nothing is configured, in bytes. */
    public static final int DEFAULT_BYTES = 64 * 1024 * 1024;

    /** The limits where nothing is configured. */
    public static final NodePostOptions DEFAULTS =
            new NodePostOptions(DEFAULT_POSTS, DEFAULT_POSTS_PER_ADDRESS, DEFAULT_BYTES);

    public NodePostOptions {
        if (posts < 1 || postsPerAddress < 1 || bytes < 1) {
            throw new IllegalArgumentException(posts + " posts, " + postsPerAddress + " per address and " + bytes
                    + " bytes must be at least 1 each");
        }
    }
}
