package io.hubplane.conformance;

import static io.hubplane.conformance.JavaClients.items;
import static io.hubplane.conformance.JavaClients.result;
import static io.hubplane.conformance.JavaClients.start;
import static io.hubplane.conformance.JavaClients.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.signalr.HttpHubConnectionBuilder;
import com.microsoft.signalr.HttpRequestException;
import com.microsoft.signalr.HubConnection;
import com.microsoft.signalr.HubException;
import com.microsoft.signalr.TransportEnum;
import io.hubplane.conformance.JavaObjects.Complex;
import io.hubplane.conformance.JavaObjects.Custom;
import io.hubplane.fixture.Inbox;
import io.hubplane.fixture.RawConnection;
import io.reactivex.rxjava3.core.Single;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The official Java client, over each of its transports, with JSON. Tests that need the client's messages to stay in
 * order are in {@link JavaClientStreamsIT}.
 */
@ParameterizedClass
@EnumSource(
        value = TransportEnum.class,
        names = {"WEBSOCKETS", "LONG_POLLING"})
@ExtendWith(ConformanceFarm.Shared.class)
class JavaClientIT {
    private static final String GREETING = "Grüße, 世界 \uD83C\uDF0D";

    private final TransportEnum transport;
    private final ConformanceFarm farm;
    private HubConnection client;

    JavaClientIT(TransportEnum transport, ConformanceFarm farm) {
        this.transport = transport;
        this.farm = farm;
    }

    @BeforeEach
    void connect() {
        client = builder(farm.resolve("testhub")).build();
        start(client);
    }

    @AfterEach
    void disconnect() {
        stop(client);
    }

    private HttpHubConnectionBuilder builder(URI hub) {
        return JavaClients.builder(hub, transport);
    }

    @Test
    void aCallReturnsItsResult() {
        assertThat(result(client.invoke(String.class, "Echo", GREETING))).isEqualTo(GREETING);
        assertThat(result(client.invoke(String.class, "GetCallerConnectionId"))).isEqualTo(client.getConnectionId());
        assertThat(result(client.invoke(String.class, "GetActiveTransportName")))
                .isEqualTo(transport == TransportEnum.WEBSOCKETS ? "WebSockets" : "LongPolling");
    }

    @Test
    void aFailedCallSaysWhy() {
        assertThatThrownBy(() -> result(client.invoke(String.class, "ThrowException", "The roof is on fire.")))
                .isInstanceOf(HubException.class)
                .hasMessage("An unexpected error occurred invoking 'ThrowException' on the server."
                        + " InvalidOperationException: The roof is on fire.");
        assertThat(result(client.invoke(String.class, "Echo", "still here"))).isEqualTo("still here");
    }

    @Test
    void callsWithoutResultsLeaveTheConnectionAsItWas() {
        client.send("Echo", GREETING);
        client.send("ThrowException", "Nobody is told.");
        assertThat(result(client.invoke(String.class, "Echo", "still here"))).isEqualTo("still here");
    }

    @Test
    void theServerCallsTheClient() {
        Inbox<Custom> objects = new Inbox<>("objects");
        client.on("CustomObject", objects::put, Custom.class);
        client.send("SendCustomObject", new Custom("chair", 4));
        assertThat(objects.next()).usingRecursiveComparison().isEqualTo(new Custom("chair", 4));
    }

    @Test
    void bytesTimesAndIdsAreReceived() {
        assertThat(result(client.invoke(Complex.class, "SendComplexObject")))
                .usingRecursiveComparison()
                .isEqualTo(Complex.known());
        assertThat(result(client.invoke(Complex.class, "EchoComplexObject", Complex.known())))
                .usingRecursiveComparison()
                .isEqualTo(Complex.known());
    }

    @Test
    void aStreamDeliversItsItemsInOrder() {
        assertThat(items(client.stream(String.class, "Stream"))).containsExactly("a", "b", "c");
        assertThat(items(client.stream(Integer.class, "EmptyStream"))).isEmpty();
    }

    @Test
    void aFailedStreamSaysWhy() {
        assertThatThrownBy(() -> items(client.stream(String.class, "StreamThrowException", "The river is dry.")))
                .isInstanceOf(HubException.class)
                .hasMessage("An unexpected error occurred invoking 'StreamThrowException' on the server."
                        + " InvalidOperationException: The river is dry.");
    }

    @Test
    void theServerAsksTheClient() throws IOException {
        client.onWithResult("Result", () -> Single.just(10));
        assertThat(resultAtTheServer()).isEqualTo("10");
    }

    @Test
    void theServerIsToldWhyTheClientFailed() throws IOException {
        client.onWithResult("Result", () -> Single.error(new IllegalStateException("no idea")));
        assertThat(resultAtTheServer()).contains("no idea");
    }

    @Test
    void theServerIsToldOfAClientWithoutAHandler() throws IOException {
        assertThat(resultAtTheServer()).isEqualTo("Client did not provide a result.");
    }

    private String resultAtTheServer() throws IOException {
        return RawConnection.request("GET", farm.resolve("clientresult/" + client.getConnectionId()))
                .body();
    }

    @Test
    void membersOfAGroupHearTheOtherNode() {
        Inbox<Integer> numbers = new Inbox<>("numbers");
        HubConnection here = builder(farm.resolve("traffic")).build();
        here.on("number", numbers::put, Integer.class);
        HubConnection there = builder(farm.resolveAtOther("traffic")).build();
        start(here);
        start(there);
        here.invoke("join", "java").blockingAwait();
        List<Integer> sent = IntStream.range(0, 100).boxed().toList();
        // One after another: over long polling this client's sends overtake each other.
        sent.forEach(number -> there.invoke("tellGroup", "java", number).blockingAwait());
        assertThat(numbers.next(sent.size())).isEqualTo(sent);
        here.invoke("leave", "java").blockingAwait();
        stop(here);
        stop(there);
    }

    @Test
    void aTokenOpensAnAuthorizedHub() throws IOException {
        String token =
                RawConnection.request("GET", farm.resolve("generateJwtToken")).body();
        HubConnection authorized = builder(farm.resolve("authorizedhub"))
                .withAccessTokenProvider(Single.just(token))
                .build();
        start(authorized);
        assertThat(result(authorized.invoke(String.class, "Echo", "let in"))).isEqualTo("let in");
        stop(authorized);
    }

    @Test
    void anAuthorizedHubRefusesWhoHasNoToken() {
        HubConnection refused = builder(farm.resolve("authorizedhub")).build();
        assertThatThrownBy(() -> start(refused))
                .isInstanceOfSatisfying(
                        HttpRequestException.class,
                        refusal -> assertThat(refusal.getStatusCode()).isEqualTo(401));
    }

    @Test
    void aRedirectOfTheNegotiationIsFollowed() {
        String base = farm.addresses().get("server");
        HubConnection redirected =
                builder(URI.create(base + "/redirect?baseUrl=" + base)).build();
        start(redirected);
        assertThat(result(redirected.invoke(Integer.class, "GetNumRedirects"))).isPositive();
        stop(redirected);
    }
}
