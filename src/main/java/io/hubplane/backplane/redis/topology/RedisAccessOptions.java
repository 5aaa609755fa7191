package io.hubplane.backplane.redis.topology;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * How nodes use what is at the address of Redis: what they prove to each other besides user and password, and what only
 * some forms of Redis need.
 *
 * @param trustStore the certificates that may vouch for Redis, or null for those that Java trusts
 * @param keyStore the node's own certificate with its key, or null if it has none
 * @param sentinelUser the user for the sentinels, or null for their default user
 * @param sentinelPassword the password for the sentinels, or null if they want none
 * @param partitions into how many parts the channels of a Cluster are divided, 1 to 128; default 12, which two, three,
 *     four or six masters share evenly. Each has two connections and three threads
 */
public record RedisAccessOptions(
        @Nullable Store trustStore,
        @Nullable Store keyStore,
        @Nullable String sentinelUser,
        @Nullable String sentinelPassword,
        int partitions) {
    /** The most partitions that the channels of a Cluster can be divided into. */
    public static final int MOST_PARTITIONS = 128;

    /** The options where nothing is configured. */
    public static final RedisAccessOptions DEFAULTS = new RedisAccessOptions(null, null, null, null, 12);

    public RedisAccessOptions {
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw new IllegalArgumentException("partitions is " + partitions + ", must be 1 to " + MOST_PARTITIONS);
        }
        if (sentinelUser != null && sentinelPassword == null) {
            throw new IllegalArgumentException("hubplane.redis.sentinel-user needs hubplane.redis.sentinel-password");
        }
        if (trustStore != null) {
            trustStore.requireEntry("trust-store", KeyStore::isCertificateEntry, "certificate");
        }
        if (keyStore != null) {
            keyStore.requireEntry("key-store", KeyStore::isKeyEntry, "key");
        }
    }

    /**
     * Checks that what is said matters.
     *
     * @param address where Redis is
     * @throws IllegalArgumentException if something is for TLS or for sentinels, and there are none
     */
    public void requireFor(RedisAddress address) {
        if (!address.tls() && (trustStore != null || keyStore != null)) {
            throw new IllegalArgumentException(
                    "hubplane.redis.trust-store and hubplane.redis.key-store are for TLS, which"
                            + " hubplane.redis.uri does not ask for; write rediss://…");
        }
        if (address.form() != RedisForm.SENTINEL && sentinelPassword != null) {
            throw new IllegalArgumentException(
                    "hubplane.redis.sentinel-password is for sentinels, which hubplane.redis.uri"
                            + " does not name; write redis+sentinel://…");
        }
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "RedisAccessOptions[trustStore=" + trustStore + ", keyStore=" + keyStore + ", sentinelUser="
                + sentinelUser + "]";
    }

    /**
     * A file with certificates or keys, PKCS #12 or JKS. It is read again for each connection, so that one that was
     * replaced needs no restart.
     *
     * @param file where it is
     * @param password opens it, and the keys in it; may be empty
     */
    public record Store(Path file, String password) {
        private interface Test {
            boolean accepts(KeyStore store, String alias) throws GeneralSecurityException;
        }

        private void requireEntry(String name, Test test, String kind) {
            String problem = "hubplane.redis." + name + " is " + file + ", which ";
            try (InputStream in = Files.newInputStream(file)) {
                KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(in, password.toCharArray());
                for (String alias : Collections.list(store.aliases())) {
                    if (test.accepts(store, alias)) {
                        return;
                    }
                }
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalArgumentException(
                        problem + "cannot be read as PKCS #12 or JKS with hubplane.redis." + name + "-password: " + e,
                        e);
            }
            throw new IllegalArgumentException(problem + "holds no " + kind);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return file.toString();
        }
    }
}
