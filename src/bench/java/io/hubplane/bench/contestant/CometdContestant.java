package io.hubplane.bench.contestant;

import io.hubplane.bench.load.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * CometD, whose nodes answer before they have found each other.
 *
 * @param war its application
 */
record CometdContestant(WarContestant war) implements Contestant {
    /** The first node tries to reach the others at intervals that grow to half a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(100);

    @Override
    public String name() {
        return war.name();
    }

    @Override
    public Wire wire() {
        return war.wire();
    }

    @Override
    public RunningNodes start(int count, URI redis) {
        RunningNodes nodes = war.start(count, redis);
        try {
            for (URI node : nodes.addresses()) {
                awaitCloud(node.resolve("cloud"), count - 1);
            }
            return nodes;
        } catch (RuntimeException e) {
            nodes.close();
            throw e;
        }
    }

    private static void awaitCloud(URI address, int others) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(address).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!http.send(request, BodyHandlers.ofString()).body().equals(Integer.toString(others))) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("The Oort cloud does not form at " + address);
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (IOException e) {
            throw new IllegalStateException("No answer from " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the Oort cloud forms", e);
        }
    }
}
