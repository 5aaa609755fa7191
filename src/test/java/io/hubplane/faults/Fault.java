package io.hubplane.faults;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Something that happens to a farm.
 *
 * @param name what it is, as a report is to say it
 * @param prepare done before anything is recorded
 * @param lasting how long it lasts; the end may take longer
 * @param begin has it happen
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

    /** One that is over at once. */
    static Fault sudden(String name, Consumer<AuditedFarm> deed) {
        return new Fault(name, Duration.ZERO, deed, farm -> {});
    }

    /** The same after something else. */
    Fault after(Consumer<AuditedFarm> preparation) {
        return new Fault(name, preparation, lasting, begin, end);
    }

    @Override
    public String toString() {
        return name;
    }
}
