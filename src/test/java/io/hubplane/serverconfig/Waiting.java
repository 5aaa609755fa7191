package io.hubplane.serverconfig;

import io.hubplane.fixture.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a process serves requests, at most until the process ends. */
final class Waiting {
    /** How long a server may take to start; ten times what it takes on an idle machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration REQUEST = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private Waiting() {}

    /** Waits for an answer with status 200. */
    static void forPage(ChildProcess process, URI page) {
        until(process, () -> answers(page), page + " answers");
    }

    /** Waits until a port of the loopback address accepts connections. */
    static void forPort(ChildProcess process, int port) {
        until(process, () -> listens(port), "something listens on port " + port);
    }

    /** Waits for a line of the log. */
    static void forLine(ChildProcess process, String text) {
        until(process, () -> process.log().contains(line -> line.contains(text)), "its log says " + text);
    }

    private static void until(ChildProcess process, BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (process.awaitEnd(PAUSE)) {
                throw new AssertionError(process + " has ended before " + what + ":\n"
                        + process.log().tail(40));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(process + " runs, but not within " + PATIENCE + " " + what + ":\n"
                        + process.log().tail(40));
            }
        }
    }

    static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(URI page) {
        try {
            HttpRequest request = HttpRequest.newBuilder(page).timeout(REQUEST).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + page, e);
        }
    }
}
