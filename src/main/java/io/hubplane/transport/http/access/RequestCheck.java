package io.hubplane.transport.http.access;

import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.http.access.Gatekeeper.Admission;
import io.hubplane.transport.http.access.OriginPolicy.Verdict;
import io.hubplane.transport.http.answer.Answer;
import io.hubplane.transport.http.answer.UnreadBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Checks who sends a request to a hub: first the requested host, then the page's origin, then the {@link Gatekeeper}.
 * Safe for any thread.
 */
public final class RequestCheck {
    private final FrontDoor frontDoor;
    private final OriginPolicy origins;
    private final Gatekeeper gatekeeper;

    /**
     * Makes the check of a hub.
     *
     * @throws IllegalArgumentException if an origin is malformed
     */
    public RequestCheck(FrontDoor frontDoor, Set<String> allowedOrigins, Gatekeeper gatekeeper) {
        this.frontDoor = frontDoor;
        this.origins = new OriginPolicy(allowedOrigins);
        this.gatekeeper = gatekeeper;
    }

    /**
     * Lets a request in, or answers it.
     *
     * @param methods the methods that its path supports
     * @param readsBody whether its body will be read; any other body is stopped before an answer
     * @return the request; empty if it was refused or is a preflight, and has been answered
     */
    public Optional<CheckedRequest> admit(
            HttpServletRequest request, HttpServletResponse response, String methods, boolean readsBody)
            throws IOException {
        ClientSide client = frontDoor.clientSide(request);
        Optional<Answer> refusal = frontDoor.refusal(client);
        if (refusal.isPresent()) {
            return refuse(refusal.get(), request, response);
        }
        Verdict verdict = origins.judge(request, client);
        CrossOrigin.addHeaders(request, response, verdict);
        if (verdict == Verdict.FOREIGN) {
            return refuse(OriginPolicy.refusal(request, client), request, response);
        }
        if (!readsBody) {
            UnreadBody.breakOff(request, response);
        }
        if (CrossOrigin.isPreflight(request)) {
            CrossOrigin.preflight(request, response, methods).writeTo(response);
            return Optional.empty();
        }
        HttpServletRequest believed = verdict == Verdict.ANY_ALLOWED ? new WithoutCredentials(request) : request;
        Admission admission = gatekeeper.admit(believed);
        if (admission.identity() == null) {
            if (!admission.challenge().isEmpty()) {
                response.setHeader("WWW-Authenticate", admission.challenge());
            }
            return refuse(Answer.text(admission.status(), ""), request, response);
        }
        Optional<RequestInfo> copy = frontDoor.copy(believed, admission.identity(), client.address());
        if (copy.isEmpty()) {
            return refuse(NodeLimit.HEADERS.answer(), request, response);
        }
        return Optional.of(new CheckedRequest(copy.get(), admission.challenge()));
    }

    private static Optional<CheckedRequest> refuse(
            Answer refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        UnreadBody.breakOff(request, response);
        refusal.writeTo(response);
        return Optional.empty();
    }
}
