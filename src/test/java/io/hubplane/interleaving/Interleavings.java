package io.hubplane.interleaving;

import java.lang.reflect.Constructor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Scenario} in every order in which its threads can take their steps: that is, every order with at most a
 * given number of interruptions; a thread that ends or has to wait is not counted. Most faults need one or two.
 *
 * <p>{@code -Dinterleavings.more=1} allows one more interruption than the tests do, and takes many times as long.
 */
public final class Interleavings {
    private static final int MORE = Integer.getInteger("interleavings.more", 0);
    private static final WovenClasses CLASSES = new WovenClasses();
    private static final int SHOWN_STEPS = 200;

    private Interleavings() {}

    /**
     * Looks for an order in which a scenario breaks its promise.
     *
     * @param scenario has a constructor without parameters
     * @param interruptions how many interruptions there may be, 0 or more
     * @return the number of orders
     * @throws AssertionError with the order, if there is one
     */
    public static int explore(Class<? extends Scenario> scenario, int interruptions) {
        int orders = 0;
        long begin = System.nanoTime();
        try {
            Constructor<?> woven = CLASSES.loadClass(scenario.getName()).getDeclaredConstructor();
            woven.setAccessible(true);
            Choices choices = new Choices();
            do {
                orders++;
                Throwable failure = new Schedule(choices, interruptions + MORE, false).run(make(woven));
                if (failure != null) {
                    choices.again();
                    Schedule traced = new Schedule(choices, interruptions + MORE, true);
                    Throwable again = traced.run(make(woven));
                    throw broken(scenario, orders, again == null ? failure : again, traced.trace());
                }
            } while (choices.advance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        System.getLogger(Interleavings.class.getName())
                .log(
                        System.Logger.Level.DEBUG,
                        "{0}: {1} orders in {2} ms",
                        scenario.getName(),
                        orders,
                        (System.nanoTime() - begin) / 1_000_000);
        return orders;
    }

    private static Scenario make(Constructor<?> woven) throws ReflectiveOperationException {
        return (Scenario) woven.newInstance();
    }

    private static AssertionError broken(
            Class<?> scenario, int orders, @Nullable Throwable failure, List<String> trace) {
        List<String> shown = trace.subList(Math.max(0, trace.size() - SHOWN_STEPS), trace.size());
        String text = "%s breaks its promise in order %d: %s%n%s"
                .formatted(scenario.getSimpleName(), orders, failure, String.join(System.lineSeparator(), shown));
        return new AssertionError(text, failure);
    }
}
