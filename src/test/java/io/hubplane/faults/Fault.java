package io.hubplane.faults;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Something that happens to a farm.
 *
 * @param name what it is, as a report is to say it
 * @param lasting how long it lasts; the end may take longer
 * @param begin has it happen
 * @param end undoes it, and waits until it is undone
 */
record Fault(String name, Duration lasting, Consumer<AuditedFarm> begin, Consumer<AuditedFarm> end) {
    /** One that is over at once. */
    static Fault sudden(String name, Consumer<AuditedFarm> deed) {
        return new Fault(name, Duration.ZERO, deed, farm -> {});
    }

    @Override
    public String toString() {
        return name;
    }
}
