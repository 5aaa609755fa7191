package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubPathsTest {
    private final HubServer hub = new HubServer();
    private final HubPaths paths = new HubPaths(List.of(hub.servlet()));
    private final AtomicInteger passedOn = new AtomicInteger();

    private FakeResponse filter(FakeRequest request) throws IOException, ServletException {
        FakeResponse response = new FakeResponse();
        paths.doFilter(
                request.toServletRequest(),
                response.toServletResponse(),
                (same, sameResponse) -> passedOn.incrementAndGet());
        return response;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat", "/chat/negotiate", "/CHATS", "/Chat/other", "/", "/index.html", "/x/Chat"})
    void otherPathsAndTheHubsOwnArePassedOn(String path) throws Exception {
        filter(FakeRequest.of("GET", path));

        assertThat(passedOn).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"GET, /Chat, 400", "GET, /CHAT, 400", "PUT, /chaT, 405"})
    void hubIsFoundWhateverTheCase(String method, String path, int status) throws Exception {
        assertThat(filter(FakeRequest.of(method, path)).status()).isEqualTo(status);
        assertThat(passedOn).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Chat/negotiate", "/chat/Negotiate", "/CHAT/NEGOTIATE?negotiateVersion=1"})
    void negotiationIsFoundWhateverTheCase(String target) throws Exception {
        assertThat(filter(FakeRequest.of("POST", target)).body()).contains("connectionId");
        assertThat(passedOn).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /chat/?id=unknown, 404",
        "GET, /Chat/?negotiateVersion=1&ID=unknown, 404",
        "POST, /chat/?id=unknown, 404",
        "DELETE, /chat/?id=unknown, 404",
        "POST, /chat/, 400",
        "POST, /chat/negotiate/, 200"
    })
    void hubIsFoundWithASlashAtTheEnd(String method, String target, int status) throws Exception {
        assertThat(filter(FakeRequest.of(method, target)).status()).isEqualTo(status);
        assertThat(passedOn).hasValue(0);
    }

    @Test
    void webSocketIsOpenedWithASlashAtTheEnd() throws Exception {
        assertThat(filter(FakeRequest.upgrade("/chat/")).status()).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/", "/chat/?page=1", "/chat//", "/chat/?idea=1"})
    void folderOfPagesMayHaveTheNameOfAHub(String target) throws Exception {
        filter(FakeRequest.of("GET", target));

        assertThat(passedOn).hasValue(1);
    }

    @Test
    void pathIsFoundWhateverServletIsMappedToIt() throws Exception {
        assertThat(filter(FakeRequest.of("GET", "").pathInfo("/Chat")).status()).isEqualTo(400);
        assertThat(passedOn).hasValue(0);
    }
}
