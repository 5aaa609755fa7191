package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.Farm;
import io.hubplane.fixture.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One client makes many calls without waiting: each is answered, in the order of the calls. */
@ExtendWith(SharedFarm.class)
class PipelinedCallsIT {
    private static final int CALLS = 5_000;
    private static final int UNDER_WAY = 64;

    private final Farm farm;

    PipelinedCallsIT(Farm farm) {
        this.farm = farm;
    }

    @Test
    void eachCallIsAnsweredInOrder() {
        try (RawConnection client = RawConnection.connect(farm.first().resolve("probe"))) {
            int sent = 0;
            int answered = 0;
            while (answered < CALLS) {
                for (; sent - answered < UNDER_WAY; sent++) {
                    client.send("{\"type\":1,\"invocationId\":\"" + sent + "\",\"target\":\"add\",\"arguments\":["
                            + sent + ",1]}" + RawConnection.RS);
                }
                assertThat(client.messages().next())
                        .isEqualTo("{\"type\":3,\"invocationId\":\"" + answered + "\",\"result\":" + ++answered + "}");
            }
        }
    }
}
