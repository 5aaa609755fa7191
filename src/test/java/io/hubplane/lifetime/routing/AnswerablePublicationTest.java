package io.hubplane.lifetime.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.Scope;
import io.hubplane.fake.FakeBackplane;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Whether a node may have a message that it must answer, for each order of the backplane's answers. */
class AnswerablePublicationTest {
    private static final String PUBLISH = "publish NODE N";
    private static final String ASK = "has NODE N";

    private final FakeBackplane backplane = new FakeBackplane();
    private final CompletableFuture<Boolean> before = new CompletableFuture<>();
    private final CompletableFuture<Void> taken = new CompletableFuture<>();
    private final CompletableFuture<Boolean> after = new CompletableFuture<>();

    private CompletableFuture<Boolean> publish() {
        backplane.answerQuestions(List.of(before, after));
        backplane.answerPublishes(taken);
        return AnswerablePublication.publish(backplane, Scope.node("chat", "N"), new byte[0])
                .toCompletableFuture();
    }

    private static BackplaneException away() {
        return new BackplaneException("away");
    }

    @Test
    void aNodeThatIsThereMayHaveItAndIsAskedAboutOnce() {
        CompletableFuture<Boolean> reached = publish();
        before.complete(true);
        assertThat(reached).as("not taken yet").isNotDone();

        taken.complete(null);

        assertThat(reached).isCompletedWithValue(true);
        assertThat(backplane.takeCalls()).containsExactly(ASK, PUBLISH);
    }

    @Test
    void nobodyHasItIfNoNodeIsThereBeforeAndAfter() {
        CompletableFuture<Boolean> reached = publish();
        before.complete(false);
        assertThat(backplane.takeCalls()).as("asked again once it is taken").containsExactly(ASK, PUBLISH);
        taken.complete(null);
        assertThat(backplane.takeCalls()).containsExactly(ASK);
        assertThat(reached).isNotDone();

        after.complete(false);

        assertThat(reached).isCompletedWithValue(false);
    }

    @Test
    void aNodeThatWasSubscribingAnewMayHaveIt() {
        CompletableFuture<Boolean> reached = publish();
        before.complete(false);
        taken.complete(null);
        after.complete(true);

        assertThat(reached).isCompletedWithValue(true);
    }

    @Test
    void theAnswerMayComeAfterTheMessageIsTaken() {
        CompletableFuture<Boolean> reached = publish();
        taken.complete(null);
        assertThat(reached).isNotDone();

        before.complete(false);
        after.complete(false);

        assertThat(reached).isCompletedWithValue(false);
    }

    @Test
    void somebodyMayHaveItIfTheBackplaneDoesNotSay() {
        CompletableFuture<Boolean> reached = publish();
        taken.complete(null);
        before.completeExceptionally(away());

        assertThat(reached).isCompletedWithValue(true);
        assertThat(backplane.takeCalls()).containsExactly(ASK, PUBLISH);
    }

    @Test
    void somebodyMayHaveItIfTheBackplaneSaysNoOnceAndNothingMore() {
        CompletableFuture<Boolean> reached = publish();
        before.complete(false);
        taken.complete(null);
        after.completeExceptionally(away());

        assertThat(reached).isCompletedWithValue(true);
    }

    @Test
    void aMessageThatIsNotTakenFailsAtOnceWhateverTheAnswerWillBe() {
        CompletableFuture<Boolean> reached = publish();
        taken.completeExceptionally(away());

        assertThat(reached)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(BackplaneException.class);
        before.complete(false);
        assertThat(backplane.takeCalls()).as("nothing more to ask").containsExactly(ASK, PUBLISH);
    }

    @Test
    void causeOfAFailureIsNotWrapped() {
        BackplaneException cause = away();
        CompletableFuture<Throwable> one = new CompletableFuture<>();
        CompletableFuture<Throwable> many = new CompletableFuture<>();
        taken.completeExceptionally(cause);

        CompletableFuture<Boolean> unused = publish().whenComplete((reached, failure) -> one.complete(failure));
        AnswerablePublication.publishToMany(backplane, Scope.all("chat"), new byte[0])
                .whenComplete((reached, failure) -> many.complete(failure));

        assertThat(one).isCompletedWithValue(cause);
        assertThat(many).isCompletedWithValue(cause);
    }

    @Test
    void whatManyMayAnswerAsksNothing() {
        CompletableFuture<Boolean> reached = AnswerablePublication.publishToMany(
                        backplane, Scope.all("chat"), new byte[0])
                .toCompletableFuture();

        assertThat(reached).isCompletedWithValue(true);
        assertThat(backplane.takeCalls()).containsExactly("publish ALL ");
    }
}
