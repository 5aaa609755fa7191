package io.hubplane.concurrent;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Combines completions. Safe for any thread. */
public final class Stages {
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);
    private static final CompletionStage<Boolean> NO = CompletableFuture.completedStage(false);

    private Stages() {}

    /** The one stage of what is done already. */
    public static CompletionStage<Void> done() {
        return DONE;
    }

    /** The one stage that is completed with false. */
    public static CompletionStage<Boolean> no() {
        return NO;
    }

    /** Completed when two stages are; completed exceptionally if one is. */
    public static CompletionStage<Void> both(CompletionStage<Void> first, CompletionStage<Void> second) {
        return first.thenCombine(second, (a, b) -> null);
    }

    /** Completed when all are; completed exceptionally if one is. */
    public static CompletionStage<Void> all(List<? extends CompletionStage<Void>> stages) {
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
