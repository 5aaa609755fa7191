package io.hubplane.cdi.security;

import java.security.Principal;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the security of one server product can do, but no specification offers to applications. Only the implementation
 * knows its product. Identities are the product's own objects. Safe for any thread.
 */
interface ServerSecurity {
    /** The identity of the current thread; null for nobody. */
    @Nullable
    Object current();

    /** The name of an identity. */
    String name(Object identity);

    /** An identity for a user that the product need not know; null if it cannot make one here. */
    @Nullable
    Object of(Principal principal, Set<String> roles);

    /**
     * Runs code in a user's name, and then gives the thread its previous identity.
     *
     * @param identity the user's identity, or null for nobody
     * @param action the code; its exceptions are thrown unchanged
     */
    <T> T call(@Nullable Object identity, Supplier<T> action);
}
