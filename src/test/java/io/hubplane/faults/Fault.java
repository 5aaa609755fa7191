package io.hubplane.faults;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A failure in a farm.
 *
 * @param name its name in the report
 * @param prepare done before anything is recorded
 * @param lasting how long it lasts; to undo it may take longer
 * @param begin makes it happen
 * @param end undoes it, and waits until it is undone
 */
record Fault(
        String name,
        Consumer<AuditedFarm> prepare,
        Duration lasting,
        Consumer<AuditedFarm> begin,
        Consumer<AuditedFarm> end) {
    Fault(String name, Duration lasting, Consumer<AuditedFarm> begin, Consumer<AuditedFarm> end) {
        this(name, farm -> {}, lasting, begin, end);
    }

    /** A fault that ends at once. */
    static Fault sudden(String name, Consumer<AuditedFarm> deed) {
        return new Fault(name, Duration.ZERO, deed, farm -> {});
    }

    /** The same fault with a preparation. */
    Fault after(Consumer<AuditedFarm> preparation) {
        return new Fault(name, preparation, lasting, begin, end);
    }

    @Override
    public String toString() {
        return name;
    }
}
