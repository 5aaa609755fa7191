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
 * How nodes and Redis prove to each other who they are, besides the user and the password of the address.
 *
 * @param trustStore the certificates that may vouch for Redis, or null for those that Java trusts
 * @param keyStore the node's own certificate with its key, or null if it has none
 */
public record RedisAccessOptions(@Nullable Store trustStore, @Nullable Store keyStore) {
    /** The options where nothing is configured. */
    public static final RedisAccessOptions DEFAULTS = new RedisAccessOptions(null, null);

    public RedisAccessOptions {
        if (trustStore != null) {
            trustStore.requireEntry("trust-store", KeyStore::isCertificateEntry, "certificate");
        }
        if (keyStore != null) {
            keyStore.requireEntry("key-store", KeyStore::isKeyEntry, "key");
        }
    }

    /** Whether it says something that only matters with TLS. */
    public boolean isAboutTls() {
        return trustStore != null || keyStore != null;
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
                        problem + "cannot be read as PKCS #12 or JKS with hubplane.redis." + name + "-password: " + e, e);
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
