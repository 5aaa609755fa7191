package io.hubplane.transport.http;

import io.hubplane.transport.http.answer.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the client's opening handshake (RFC 6455, section 4.2.1). It is checked here, before a connection is claimed
 * for it, because containers refuse a bad handshake in different ways.
 */
final class WebSocketHandshake {
    private static final int UPGRADE_REQUIRED = 426;
    private static final String VERSION = "13";
    private static final int KEY_LENGTH = 16;

    private WebSocketHandshake() {}

    static boolean isRequestedBy(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && lists(request.getHeaders("Upgrade"), "websocket")
                && lists(request.getHeaders("Connection"), "upgrade");
    }

    private static boolean lists(Enumeration<String> headers, String token) {
        for (String header : Collections.list(headers)) {
            for (String element : header.split(",", -1)) {
                if (element.strip().toLowerCase(Locale.ROOT).equals(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The answer to a handshake that cannot succeed; empty if it can. */
    static Optional<Answer> refusal(HttpServletRequest request, HttpServletResponse response) {
        if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
            response.setHeader("Sec-WebSocket-Version", VERSION);
            return Optional.of(Answer.text(UPGRADE_REQUIRED, "Only version 13 of WebSockets is supported here"));
        }
        if (!isKey(request.getHeader("Sec-WebSocket-Key"))) {
            return Optional.of(
                    Answer.text(HttpServletResponse.SC_BAD_REQUEST, "Sec-WebSocket-Key must be 16 bytes in Base64"));
        }
        return Optional.empty();
    }

    /**
     * The first of our sub-protocols that the client offers (RFC 6455, section 4.2.2), or empty. The comparison is
     * case-sensitive.
     */
    static String chosenSubProtocol(HttpServletRequest request, List<String> ours) {
        List<String> offered = Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .toList();
        return ours.stream().filter(offered::contains).findFirst().orElse("");
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key.strip()).length == KEY_LENGTH;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
