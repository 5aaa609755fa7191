package io.hubplane.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class ContainerThreadFactoryTest {
    private final List<String> ran = new ArrayList<>();

    @Test
    void threadBeginsAsNobodyWhicheverThreadMakesItAndHasANumberedName() throws InterruptedException {
        ThreadFactory threads = ContainerThreadFactory.named("pool-", Thread::new, this::asNobody);
        for (String task : List.of("a", "b")) {
            Thread thread = threads.newThread(
                    () -> ran.add(task + " in " + Thread.currentThread().getName()));
            thread.start();
            thread.join();
        }
        assertThat(ran).containsExactly("nobody", "a in pool-1", "nobody", "b in pool-2");
    }

    private Runnable asNobody(Runnable task) {
        return () -> {
            ran.add("nobody");
            task.run();
        };
    }
}
