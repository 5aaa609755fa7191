package io.hubplane.server;

import static io.hubplane.fixture.RawConnection.HANDSHAKE;
import static io.hubplane.fixture.RawConnection.RS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpRequest;
import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.MessageSeal;
import io.hubplane.backplane.UnsignedMessages;
import io.hubplane.fixture.Farm;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.Inbox;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.RawSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;

/** What an attacker with access to Redis can see and do, and what clients of one node can do to another node. */
@ExtendWith(SharedFarm.class)
class ForwardingTrustIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Farm farm;

    ForwardingTrustIT(Farm farm) {
        this.farm = farm;
    }

    private static String call(int id, String target, String arguments) {
        return "{\"type\":1,\"invocationId\":\"" + id + "\",\"target\":\"" + target + "\",\"arguments\":[" + arguments
                + "]}" + RS;
    }

    private static HttpRequest.Builder request(URI address, String method, String body) {
        return HttpRequest.newBuilder(address).timeout(Inbox.PATIENCE).method(method, BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private String token(String hub) throws IOException {
        return RawConnection.negotiate(farm.first().resolve(hub));
    }

    private static URI address(HubplaneNode node, String hub, String token, String more) {
        return URI.create(node.resolve(hub) + "?id=" + token + more);
    }

    private Jedis redis() {
        return new Jedis(farm.redis().uri(farm.password()));
    }

    @Test
    void noSecretOfAClientPassesThroughRedis() throws Exception {
        String token = token("echo");
        URI other = address(farm.second(), "echo", token, "&access_token=secret-in-query");
        try (Eavesdropper redis = new Eavesdropper(redis())) {
            answer(withSecrets(request(other, "GET", "")));
            answer(withSecrets(request(other, "POST", HANDSHAKE)));
            assertThat(answer(withSecrets(request(other, "GET", ""))).body()).isEqualTo("{}" + RS);
            answer(withSecrets(request(other, "POST", call(1, "echo", "\"audible\""))));
            assertThat(answer(withSecrets(request(other, "GET", ""))).body()).contains("audible");

            assertThat(redis.heard())
                    .contains("audible")
                    .doesNotContain("secret-in", "JSESSIONID", "X-Api-Key", "Bearer", token)
                    .doesNotContain(token.substring(token.indexOf('.') + 1));
        }
    }

    private static HttpRequest.Builder withSecrets(HttpRequest.Builder request) {
        return request.header("Cookie", "JSESSIONID=secret-in-cookie")
                .header("Authorization", "Bearer secret-in-authorization")
                .header("X-Api-Key", "secret-in-header");
    }

    @Test
    void forgedRequestIsNotCarriedOut() throws Exception {
        String token = token("probe");
        URI here = address(farm.first(), "probe", token, "");
        answer(request(here, "GET", ""));
        answer(request(here, "POST", HANDSHAKE));
        try (RawConnection listener = RawConnection.connect(farm.first().resolve("probe"));
                Jedis redis = redis()) {
            byte[] channel = redis.pubsubChannels("*probe.ProbeHub*" + token.substring(0, 12)).stream()
                    .findFirst()
                    .orElseThrow()
                    .getBytes(StandardCharsets.UTF_8);
            byte[] unsigned = forged(token, "unsigned");
            byte[] falsely = sealed(BackplaneSecret.random(), channel, forged(token, "falsely signed"));
            byte[] elsewhere = sealed(secret(), Arrays.copyOf(channel, 5), forged(token, "signed for another channel"));
            byte[] signed = sealed(secret(), channel, forged(token, "signed"));
            for (byte[] message : List.of(unsigned, falsely, elsewhere, signed)) {
                redis.publish(channel, message);
            }

            String told = listener.messages().next();
            while (!told.contains("told")) { // messages that others are gone
                told = listener.messages().next();
            }
            assertThat(told).contains("\"signed\"");
        }
    }

    private BackplaneSecret secret() {
        return BackplaneSecret.of(farm.secret());
    }

    private static byte[] forged(String token, String text) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        byte[] body = call(1, "tellOthers", "\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
        return BackplaneCodec.encodeForNode(new ForwardedHttpRequest(
                1, "evilevilevil", "POST", Arrays.copyOf(digest, 16), null, Set.of(), null, "192.0.2.1", body, false));
    }

    private static byte[] sealed(BackplaneSecret secret, byte[] channel, byte[] message) {
        new MessageSeal(new BackplaneTrust(secret, UnsignedMessages.REFUSE)).stamp(channel, message, "evilevilevil", 1);
        return message;
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    @Test
    void connectionOfOneUserIsClosedToOthersAlsoThroughAnotherNode() throws Exception {
        String ann = "&access_token=" + farm.issuer().token("ann", "member");
        String again = "&access_token=" + farm.issuer().token("ann", "other-roles");
        String bob = "&access_token=" + farm.issuer().token("bob", "member");
        URI negotiate = URI.create(farm.first().resolve("echo") + "/negotiate?negotiateVersion=1" + ann);
        String token = answer(request(negotiate, "POST", ""))
                .body()
                .replaceFirst(".*\"connectionToken\":\"([^\"]+)\".*", "$1");
        URI own = address(farm.second(), "echo", token, ann);
        answer(request(own, "GET", ""));
        answer(request(own, "POST", HANDSHAKE));
        for (String foreign : List.of(bob, "")) {
            URI theirs = address(farm.second(), "echo", token, foreign);
            assertThat(status(request(theirs, "GET", ""))).isEqualTo(403);
            assertThat(status(request(theirs, "POST", call(1, "echo", "\"foreign\""))))
                    .isEqualTo(403);
            assertThat(status(request(theirs, "DELETE", ""))).isEqualTo(403);
        }

        assertThat(answer(request(own, "GET", "")).body()).isEqualTo("{}" + RS);
        answer(request(address(farm.second(), "echo", token, again), "POST", call(2, "echo", "\"mine\"")));
        assertThat(answer(request(own, "GET", "")).body()).contains("mine").doesNotContain("foreign");
        assertThat(status(request(own, "DELETE", ""))).isEqualTo(202);
    }

    /** Many bodies for connections of the first node come slowly to the second. */
    @Test
    void slowBodiesAreForwardedWhenTheyAreCompleteAndDelayNobody() throws Exception {
        String body = call(1, "echo", "\"slowly\"");
        List<RawSocket> slow = new ArrayList<>();
        List<URI> addresses = new ArrayList<>();
        try {
            for (int i = 0; i < 15; i++) {
                URI other = address(farm.second(), "echo", token("echo"), "");
                answer(request(other, "GET", ""));
                answer(request(other, "POST", HANDSHAKE));
                assertThat(answer(request(other, "GET", "")).body()).isEqualTo("{}" + RS);
                addresses.add(other);
            }
            for (int i = 0; i < 150; i++) {
                URI address = addresses.get(i % addresses.size());
                slow.add(RawSocket.to(address)
                        .head("POST", address, "Content-Length: " + body.length() + "\r\n")
                        .send(body.substring(0, 1)));
            }
            URI healthy = address(farm.second(), "echo", token("echo"), "");
            answer(request(healthy, "GET", ""));
            answer(request(healthy, "POST", HANDSHAKE));
            answer(request(healthy, "GET", ""));
            for (int i = 0; i < 10; i++) {
                long before = System.nanoTime();
                answer(request(healthy, "POST", call(i, "echo", "\"quickly\"")));
                assertThat(answer(request(healthy, "GET", "")).body()).contains("quickly");
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            }
            slow.get(0).send(body.substring(1));
            assertThat(slow.get(0).status()).isEqualTo(200);
            assertThat(answer(request(addresses.get(0), "GET", "")).body()).contains("slowly");
        } finally {
            for (RawSocket socket : slow) {
                socket.close();
            }
        }
    }

    /** The hub blocks eight connections. POSTs of their clients to the other node wait, but no other requests do. */
    @Test
    void slowConnectionsOfAnotherNodesClientsHoldUpNobodyElse() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> posts = new ArrayList<>();
        RawConnection.Negotiated absent = RawConnection.negotiated(farm.first().resolve("probe"), "");
        try (RawConnection silent = RawConnection.openNegotiated(farm.first().resolve("probe"), absent.token());
                RawConnection healthy = RawConnection.connect(farm.first().resolve("probe"))) {
            silent.send(HANDSHAKE);
            assertThat(silent.messages().next()).isEqualTo("{}");
            for (int i = 0; i < 8; i++) {
                URI other = address(farm.second(), "probe", token("probe"), "");
                answer(request(other, "GET", ""));
                answer(request(other, "POST", HANDSHAKE));
                answer(request(other, "POST", call(1, "ask", "\"" + absent.id() + "\"")));
                for (int j = 0; j < 8; j++) {
                    String post = call(2, "later", "\"" + "x".repeat(30_000) + "\"");
                    posts.add(HTTP.sendAsync(request(other, "POST", post).build(), BodyHandlers.ofString()));
                }
            }
            CompletableFuture.anyOf(posts.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
            for (int i = 0; i < 20; i++) {
                long before = System.nanoTime();
                healthy.send(call(i, "add", i + ",1"));
                String answer = healthy.messages().next();
                while (!answer.startsWith("{\"type\":3")) { // a message that another client is gone may come before
                    answer = healthy.messages().next();
                }
                assertThat(answer).contains("\"result\":" + (i + 1));
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            }
        } finally {
            posts.forEach(post -> post.cancel(true));
        }
    }

    /** Receives everything that is published. */
    private static final class Eavesdropper extends BinaryJedisPubSub implements AutoCloseable {
        private final Queue<byte[]> messages = new ConcurrentLinkedQueue<>();
        private final CountDownLatch listens = new CountDownLatch(1);

        Eavesdropper(Jedis redis) throws InterruptedException {
            Thread thread = new Thread(() -> {
                try (redis) {
                    redis.psubscribe(this, "*".getBytes(StandardCharsets.UTF_8));
                }
            });
            thread.start();
            assertThat(listens.await(15, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void onPSubscribe(byte[] pattern, int channels) {
            listens.countDown();
        }

        @Override
        public void onPMessage(byte[] pattern, byte[] channel, byte[] message) {
            messages.add(channel);
            messages.add(message);
        }

        String heard() {
            StringBuilder heard = new StringBuilder();
            messages.forEach(message -> heard.append(new String(message, StandardCharsets.ISO_8859_1)));
            return heard.toString();
        }

        @Override
        public void close() {
            punsubscribe(); // after which the thread ends
        }
    }
}
