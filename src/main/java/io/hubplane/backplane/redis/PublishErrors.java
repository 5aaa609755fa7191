package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.redis.PublishQueue.EnqueueResult;
import org.jspecify.annotations.Nullable;

/** Makes the errors for messages that were not published and questions that were not answered. Immutable. */
final class PublishErrors {
    private final String place;
    private final PublishOptions limits;

    /**
     * Makes the errors of one publisher.
     *
     * @param place the address of Redis, without a password
     */
    PublishErrors(String place, PublishOptions limits) {
        this.place = place;
        this.limits = limits;
    }

    /**
     * A message exceeds a limit, which the text names.
     *
     * @param length the length of the message, in bytes
     * @param away whether Redis is away
     */
    BackplaneException refused(EnqueueResult limit, int length, boolean away) {
        if (limit == EnqueueResult.TOO_MANY_MESSAGES) {
            return new BackplaneException(limits.queueMessages()
                    + " messages already wait to be published, the most that hubplane.redis.publish-queue-messages"
                    + " allows; the message is dropped");
        }
        if (away && limits.outageBytes() < limits.queueBytes()) {
            return away(
                    ", and the buffer for it is full (hubplane.redis.outage-buffer, " + limits.outageBytes()
                            + " bytes); other nodes miss the message",
                    null);
        }
        return new BackplaneException(
                "A message of " + length + " bytes and those that wait to be published together exceed"
                        + " hubplane.redis.publish-queue-bytes (" + limits.queueBytes()
                        + " bytes); the message is dropped");
    }

    /** A message was not published. */
    BackplaneException missed(@Nullable Throwable cause) {
        return away("; other nodes miss the message", cause);
    }

    /** A message may have been published. */
    BackplaneException unknown(@Nullable Throwable cause) {
        return away("; it is unknown whether other nodes have the message", cause);
    }

    /** A question has no answer. */
    BackplaneException unanswered(@Nullable Throwable cause) {
        return away("; it is unknown whether the node is there", cause);
    }

    private BackplaneException away(String consequence, @Nullable Throwable cause) {
        String text = "Redis at " + place + " is away" + consequence;
        return cause == null ? new BackplaneException(text) : new BackplaneException(text, cause);
    }

    static BackplaneException closed() {
        return new BackplaneException("The backplane is closed");
    }
}
