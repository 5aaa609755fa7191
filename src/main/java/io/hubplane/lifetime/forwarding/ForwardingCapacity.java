package io.hubplane.lifetime.forwarding;

import io.hubplane.lifetime.routing.Capacity;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.transport.ForwardedAnswer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests of a hub that are under way in one direction; the clients of one address have a share. Polls are
 * counted separately: they wait for long, have no bodies, and each connection has only one. Safe for any thread.
 */
final class ForwardingCapacity {
    private static final String TOO_MANY = "Too many requests for connections of other nodes are under way";
    private static final String PER_ADDRESS = "forwarding.maximum-requests-per-address";

    private static final ForwardedAnswer BUSY = busy(TOO_MANY);
    private static final ForwardedAnswer BUSY_FOR_ADDRESS =
            busy(TOO_MANY + " from your address (hubplane." + PER_ADDRESS + ")");

    /** The size of a poll in bytes; it has no body. */
    private static final long POLL = Capacity.answer();

    private final Capacity polls = Capacity.forAnswers("forwarded-polls");
    private final Capacity others;
    private final AddressShares shares;
    private final Consumer<String> reached;

    /**
     * Makes a capacity of which nothing is taken.
     *
     * @param reached told the name of a limit when it refuses a request
     */
    ForwardingCapacity(FarmOptions options, Consumer<String> reached) {
        int requests = options.forwardedRequests();
        int perAddress = Math.min(options.forwardedRequestsPerAddress(), requests);
        this.others = new Capacity(
                requests, options.forwardedBytes(), "forwarding.maximum-requests", "forwarding.maximum-bytes");
        this.shares = new AddressShares(perAddress, (long) options.forwardedBytes() * perAddress / requests);
        this.reached = reached;
    }

    private static ForwardedAnswer busy(String text) {
        return new ForwardedAnswer(503, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    static boolean isPoll(String method) {
        return method.equals("GET");
    }

    /**
     * Takes capacity for a request.
     *
     * @param address the client's address
     * @return the answer if there is not enough, otherwise null
     */
    @Nullable
    ForwardedAnswer take(String method, byte[] body, String address) {
        if (isPoll(method)) {
            return polls.take(POLL, reached) ? null : BUSY;
        }
        if (!others.take(body.length, reached)) {
            return BUSY;
        }
        if (!shares.take(address, body.length)) {
            others.giveBack(body.length);
            reached.accept(PER_ADDRESS);
            return BUSY_FOR_ADDRESS;
        }
        return null;
    }

    /** Gives the capacity of a request back when it has been answered, whatever the answer is. */
    void giveBackAfter(CompletionStage<?> answer, String method, byte[] body, String address) {
        if (isPoll(method)) {
            polls.giveBackAfter(answer, POLL);
        } else {
            others.giveBackAfter(answer, body.length);
            answer.whenComplete((given, failure) -> shares.giveBack(address, body.length));
        }
    }
}
