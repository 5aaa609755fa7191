package io.hubplane.testkit;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the hub has sent, as it was sent: one of these for each call of a client proxy and each group or user it named,
 * whoever received it.
 *
 * @param to whom it was sent to: {@code all}, {@code group NAME}, {@code user NAME} or {@code connection ID}, followed
 *     by {@code except ID, ID} if some were left out
 * @param method the client method
 * @param arguments the arguments, the very objects the hub gave
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
