package io.hubplane.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportedLossesTest {
    private final ReportedLosses losses = new ReportedLosses();

    @Test
    void reportsAreAddedUpByScope() {
        losses.read("12:00 INFO LossLog: Reported lost: 2 on Faults:a.b.AuditedHub:all.");
        losses.read("12:00 INFO LossLog: Reported lost: 12 on Faults:a.b.AuditedHub:all.");
        losses.read("12:00 INFO LossLog: Reported lost: 1 on Faults:a.b.AuditedHub:group:room-10.");
        assertThat(losses.counts()).isEqualTo(Map.of(0, 14, 10, 1));
    }

    @Test
    void whatIsNotForClientsDoesNotCount() {
        losses.read("12:00 INFO LossLog: Reported lost: 2 on Faults:a.b.AuditedHub:internal:node:n1.");
        losses.read("12:00 WARNING GapLog: 2 messages of other nodes were lost on their way through Redis");
        assertThat(losses.counts()).isEmpty();
    }

    @Test
    void aNewRecordBeginsWithNone() {
        losses.read("Reported lost: 2 on Faults:a.b.AuditedHub:all.");
        losses.begin();
        assertThat(losses.counts()).isEmpty();
    }
}
