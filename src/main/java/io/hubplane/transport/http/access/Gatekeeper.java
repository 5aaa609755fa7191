package io.hubplane.transport.http.access;

import io.hubplane.transport.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out who sends a request to a hub, and whether they may. Safe for any thread. */
@FunctionalInterface
public interface Gatekeeper {
    /** Lets everybody in, with the identity that the container has found. */
    Gatekeeper OPEN = request -> Admission.granted(Identity.of(request.getUserPrincipal()));

    /**
     * Judges a request.
     *
     * @param request any request to the hub's path or to {@code /negotiate} below it, except preflights
     * @return who sent it, or how it is refused
     */
    Admission admit(HttpServletRequest request);

    /**
     * A judgement.
     *
     * @param identity who sent the request, or null if it is refused
     * @param status the status of the refusal, 401 or 403; 0 if there is none
     * @param challenge the {@code WWW-Authenticate} header of the refusal, or empty. For a request that was let in: the
     *     challenge that it gets if its connection belongs to another user, so that a client whose token has expired
     *     renews it; empty if there is nothing to renew
     */
    record Admission(@Nullable Identity identity, int status, String challenge) {
        /** Lets a request in. */
        public static Admission granted(Identity identity) {
            return new Admission(Objects.requireNonNull(identity), 0, "");
        }

        /**
         * Lets a request in whose token was not believed.
         *
         * @param identity who sent it, as far as is known
         * @param challenge the {@code WWW-Authenticate} header that tells the client that its token was not accepted
         */
        public static Admission granted(Identity identity, String challenge) {
            return new Admission(Objects.requireNonNull(identity), 0, challenge);
        }

        /**
         * Refuses a request.
         *
         * @param status 401 or 403
         * @param challenge the {@code WWW-Authenticate} header, or empty for none
         */
        public static Admission refused(int status, String challenge) {
            return new Admission(null, status, challenge);
        }
    }
}
