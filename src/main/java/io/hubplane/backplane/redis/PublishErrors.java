package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.redis.PublishQueue.EnqueueResult;
import org.jspecify.annotations.Nullable;

/** Why a message was not published, or a question was not answered, in words. Immutable. */
final class PublishErrors {
    private final String place;
    private final PublishOptions limits;

    /**
     * Makes the errors of one publisher.
     *
     * @param place where Redis is, without a password
     */
    PublishErrors(String place, PublishOptions limits) {
        this.place = place;
        this.limits = limits;
    }

    /**
     * A message exceeds a limit; the text names it.
     *
     * @param length how long the message is, in bytes
     * @param away whether Redis is away
     */
    BackplaneException refused(EnqueueResult limit, int length, boolean away) {
        if (limit == EnqueueResult.TOO_MANY_MESSAGES) {
            return new BackplaneException(limits.queueMessages()
                    + " messages wait to be published, as many as hubplane.redis.publish-queue-messages"
                    + " allows; the message is dropped");
        }
        if (away && limits.outageBytes() < limits.queueBytes()) {
            return away(
                    ", and as much waits for it as hubplane.redis.outage-buffer allows (" + limits.outageBytes()
                            + " bytes); other nodes miss the message",
                    null);
        }
        return new BackplaneException(
                "A message of " + length + " bytes and those that wait to be published are more than"
                        + " hubplane.redis.publish-queue-bytes allows (" + limits.queueBytes()
                        + " bytes); the message is dropped");
    }

    /** A message was not published. */
    BackplaneException missed(@Nullable Throwable cause) {
        return away("; other nodes miss the message", cause);
    }

    /** A message may have been published. */
    BackplaneException unknown(@Nullable Throwable cause) {
        return away("; whether other nodes have the message is unknown", cause);
    }

    /** A question has no answer. */
    BackplaneException unanswered(@Nullable Throwable cause) {
        return away("; whether a node is there is unknown", cause);
    }

    private BackplaneException away(String consequence, @Nullable Throwable cause) {
        String text = "Redis at " + place + " is away" + consequence;
        return cause == null ? new BackplaneException(text) : new BackplaneException(text, cause);
    }

    static BackplaneException closed() {
        return new BackplaneException("The backplane is closed");
    }
}
