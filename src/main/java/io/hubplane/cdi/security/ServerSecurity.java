package io.hubplane.cdi.security;

import java.security.Principal;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the security of one server product can do that no specification lets applications do. An implementation is the only
 * class that knows its product. Identities are the product's own objects. Safe for any thread.
 */
interface ServerSecurity {
    /** Who the current thread acts as; null for nobody. */
    @Nullable
    Object current();

    /** What the product calls somebody. */
    String name(Object identity);

    /** Somebody whom the product need not know; null if it cannot make one of them here. */
    @Nullable
    Object of(Principal principal, Set<String> roles);

    /**
     * Runs code in somebody's name, and afterwards lets the thread be who it was.
     *
     * @param identity who, or null for nobody
     * @param action the code; what it throws comes out as it is
     */
    <T> T call(@Nullable Object identity, Supplier<T> action);
}
