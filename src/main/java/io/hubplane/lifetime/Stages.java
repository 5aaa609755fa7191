package io.hubplane.lifetime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Combines completions. */
final class Stages {
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);
    private static final CompletionStage<Boolean> NO = CompletableFuture.completedStage(false);

    private Stages() {}

    static CompletionStage<Void> done() {
        return DONE;
    }

    static CompletionStage<Boolean> no() {
        return NO;
    }

    static CompletionStage<Void> both(CompletionStage<Void> first, CompletionStage<Void> second) {
        return first.thenCombine(second, (a, b) -> null);
    }

    /** Completed when all are; completed exceptionally if one is. */
    static CompletionStage<Void> all(List<? extends CompletionStage<Void>> stages) {
        if (stages.isEmpty()) {
            return done();
        }
        CompletionStage<Void> result = stages.get(0);
        for (CompletionStage<Void> stage : stages.subList(1, stages.size())) {
            result = both(result, stage);
        }
        return result;
    }
}
