package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.http.access.Gatekeeper.Admission;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A hub that allows the pages of all origins. What the browser adds for its user is ignored. */
class AnyOriginTest {
    private final HubServer hub = new HubServer();

    AnyOriginTest() {
        hub.options = HttpOptionsFixture.allowing(Set.of("*", "https://app.example"));
        hub.gatekeeper = request -> Admission.granted(new Identity(
                request.getUserPrincipal(), request.isUserInRole("admin") ? Set.of("admin") : Set.of(), null));
    }

    private static FakeRequest byCookie(String method, String target) {
        return FakeRequest.of(method, target)
                .cookie("JSESSIONID", "secret")
                .header("Cookie", "JSESSIONID=secret")
                .header("X-Custom", "kept")
                .principal(() -> "ann")
                .roles("admin");
    }

    private RequestInfo negotiated(FakeRequest request) throws IOException {
        assertThat(hub.answer(request).status()).isEqualTo(200);
        return hub.gateway.requests.get(hub.gateway.requests.size() - 1);
    }

    private static void assertAnonymous(RequestInfo request) {
        assertThat(request.principal()).isEmpty();
        assertThat(request.identity().roles()).isEmpty();
        assertThat(request.cookies()).isEmpty();
        assertThat(request.header("Cookie")).isEmpty();
        assertThat(request.header("Authorization")).isEmpty();
        assertThat(request.header("X-Custom")).contains("kept");
    }

    @Test
    void cookiesAndWhoTheyStandForDoNotCount() throws IOException {
        assertAnonymous(negotiated(byCookie("POST", "/chat/negotiate").header("Origin", "https://evil.example")));
        assertAnonymous(negotiated(byCookie("POST", "/chat/negotiate").header("Origin", "null")));
        assertAnonymous(negotiated(byCookie("POST", "/chat/negotiate").header("Sec-Fetch-Site", "cross-site")));
    }

    @Test
    void webSocketsAreNoOtherWayIn() throws IOException {
        FakeRequest request = FakeRequest.upgrade("/chat")
                .cookie("JSESSIONID", "secret")
                .principal(() -> "ann")
                .header("Origin", "https://evil.example");

        assertThat(hub.answer(request).status()).isEqualTo(101);
        assertThat(hub.gateway.requests.get(0).principal()).isEmpty();
        assertThat(hub.gateway.requests.get(0).cookies()).isEmpty();
    }

    @Test
    void basicAuthenticationDoesNotCountEither() throws IOException {
        assertAnonymous(negotiated(byCookie("POST", "/chat/negotiate")
                .header("Authorization", "Basic YW5uOnNlY3JldA==")
                .header("Origin", "https://evil.example")));
    }

    @Test
    void tokenInTheHeaderIsThePagesOwnWhoeverChecksIt() throws IOException {
        RequestInfo request = negotiated(byCookie("POST", "/chat/negotiate")
                .header("Authorization", "bearer 1234")
                .header("Origin", "https://evil.example"));

        assertThat(request.principal()).isPresent();
        assertThat(request.identity().roles()).containsExactly("admin");
        assertThat(request.header("Authorization")).contains("bearer 1234");
        assertThat(request.cookies()).isEmpty();
    }

    @Test
    void tokenInTheQueryDoesNotMakeTheCookieCount() throws IOException {
        assertAnonymous(negotiated(
                byCookie("POST", "/chat/negotiate?access_token=made-up").header("Origin", "https://evil.example")));
    }

    @Test
    void namedOriginsOwnPagesAndProgramsAreBelieved() throws IOException {
        assertThat(negotiated(byCookie("POST", "/chat/negotiate").header("Origin", "https://app.example"))
                        .principal())
                .isPresent();
        assertThat(negotiated(byCookie("POST", "/chat/negotiate").header("Origin", "https://hub.example"))
                        .cookie("JSESSIONID"))
                .contains("secret");
        assertThat(negotiated(byCookie("POST", "/chat/negotiate")).principal()).isPresent();
    }
}
