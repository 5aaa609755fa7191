package io.hubplane.transport.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.transport.Wire;
import io.hubplane.transport.http.FakeAsync;
import io.hubplane.transport.http.FakeResponse;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerOnItsWayTest {
    private static final int PIECE = 64 * 1024;

    private FakeResponse container = new FakeResponse();
    private final Line wire = new Line();
    private NonBlockingResponse response;
    private AnswerOnItsWay answer;

    @BeforeEach
    void answer() throws IOException {
        response = respond(1);
        answer = new AnswerOnItsWay(wire, response);
    }

    private NonBlockingResponse respond(int length) throws IOException {
        NonBlockingResponse made = new NonBlockingResponse(
                new FakeAsync().toContext(),
                container.toServletResponse().getOutputStream(),
                wire::execute,
                failure -> {});
        made.start();
        made.write(new byte[length], failure -> {});
        made.finish();
        return made;
    }

    @Test
    void itIsNotOverBeforeTheContainerHasTakenIt() {
        assertThat(answer.isOver()).isFalse();
        container.writable();

        assertThat(answer.isOver()).isTrue();
    }

    @Test
    void theContainerIsGivenALongOneInPiecesSoThatItIsNotOverWhileThePeerTakesNothing() throws IOException {
        container = new FakeResponse();
        container.fast = false;
        response = respond(2 * PIECE + 1);
        answer = new AnswerOnItsWay(wire, response);
        for (int pieces = 1; pieces <= 2; pieces++) {
            container.writable();
            assertThat(container.body()).hasSize(pieces * PIECE);
            assertThat(answer.isOver()).isFalse();
        }
        container.writable();

        assertThat(container.body()).hasSize(2 * PIECE + 1);
        assertThat(answer.isOver()).isTrue();
    }

    @Test
    void itIsNotOverWhileTheServerIsKnownToHoldIt() {
        container.writable();
        wire.held = true;
        assertThat(answer.isOver()).isFalse();
        wire.held = false;

        assertThat(answer.isOver()).isTrue();
    }

    @Test
    void itsResponseIsOverWhenItsWireHasBeenCut() {
        answer.abort();

        assertThat(wire.aborted).isTrue();
        assertThat(response.isOver()).isTrue();
        assertThat(wire.executed).isEqualTo(1);
    }

    @Test
    void theContainerTellsTheResponseThatTheWireHasBeenCutIfItDoes() {
        wire.telling = true;
        answer.abort();

        assertThat(wire.aborted).isTrue();
        assertThat(response.isOver()).isFalse();
    }

    private static final class Line implements Wire {
        private boolean held;
        private boolean telling;
        private boolean aborted;
        private int executed;

        @Override
        public void holdLittle() {}

        @Override
        public boolean isOpen() {
            return !aborted;
        }

        @Override
        public boolean holdsAnswer() {
            return held;
        }

        @Override
        public boolean tellsOfAbort() {
            return telling;
        }

        @Override
        public void abort() {
            aborted = true;
        }

        @Override
        public void execute(Runnable task) {
            executed++;
            task.run();
        }
    }
}
