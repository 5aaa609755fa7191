package io.hubplane.testkit;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message that the hub has sent: one for each call of a client proxy, and for each group or user that the proxy
 * names, regardless of who received it.
 *
 * @param to the recipients: {@code all}, {@code group NAME}, {@code user NAME} or {@code connection ID}, followed by
 *     {@code except ID, ID} if some were left out
 * @param method the client method
 * @param arguments the arguments, the same objects that the hub passed
 */
public record SentMessage(String to, String method, List<@Nullable Object> arguments) {
    /** As a sentence, for example {@code group lobby: message(Ann, Hello)}. */
    @Override
    public String toString() {
        return to + ": " + method + shown(arguments);
    }

    static String shown(List<@Nullable Object> arguments) {
        return arguments.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
