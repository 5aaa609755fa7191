package io.hubplane.backplane.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class SubscriberQuestionsTest {
    private final SubscriberQuestions questions = new SubscriberQuestions(new RedisChannels(""), 3, 10);

    private static void assertFailed(CompletionStage<Boolean> answer, String text) {
        assertThat(answer.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(BackplaneException.class)
                .withMessageContaining(text);
    }

    @Test
    void whatWaitsForTheSameAnswerIsOneQuestion() {
        CompletionStage<Boolean> first = questions.ask("a");

        assertThat(questions.ask("a")).isSameAs(first);
        assertThat(questions.ask("b")).isNotSameAs(first);
    }

    @Test
    void questionsAreBoundedInNumber() {
        questions.ask("a");
        questions.ask("b");
        CompletionStage<Boolean> last = questions.ask("c");

        assertFailed(questions.ask("d"), "was not asked");
        assertThat(questions.ask("c")).isSameAs(last);
    }

    @Test
    void questionsAreBoundedInBytes() {
        questions.ask("a".repeat(6));

        assertFailed(questions.ask("b".repeat(5)), "was not asked");
        assertThat(questions.ask("b".repeat(4)).toCompletableFuture()).isNotDone();
    }

    @Test
    void questionsThatFailMakeRoom() {
        CompletionStage<Boolean> first = questions.ask("a".repeat(6));
        questions.failWaiting(new BackplaneException("away"));

        assertFailed(first, "away");
        CompletionStage<Boolean> second = questions.ask("a".repeat(10));
        assertThat(second.toCompletableFuture()).isNotDone();
        questions.failAll(new BackplaneException("closed"));
        assertFailed(second, "closed");
    }
}
