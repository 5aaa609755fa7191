package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fake.FakeTicker;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import org.junit.jupiter.api.Test;

class ConnectionLifecycleTest {
    private final ConnectionLifecycle lifecycle = new ConnectionLifecycle(new FakeTicker());

    @Test
    void onlyOneTransportHasTheConnection() {
        assertThat(lifecycle.claim(TransportType.WEB_SOCKETS)).isEqualTo(Claim.GRANTED);
        assertThat(lifecycle.claim(TransportType.WEB_SOCKETS)).isEqualTo(Claim.TAKEN);
        assertThat(lifecycle.claim(TransportType.LONG_POLLING)).isEqualTo(Claim.OTHER_TRANSPORT);
        lifecycle.closing();
        assertThat(lifecycle.claim(TransportType.WEB_SOCKETS)).isEqualTo(Claim.ENDED);
    }

    @Test
    void statesFollowOneAnother() {
        assertThat(lifecycle.opened()).isFalse();
        assertThat(lifecycle.handshaken()).isFalse();
        lifecycle.claim(TransportType.WEB_SOCKETS);
        assertThat(lifecycle.handshaken()).isFalse();
        assertThat(lifecycle.opened()).isTrue();
        assertThat(lifecycle.handshaken()).isTrue();
        assertThat(lifecycle.state()).isEqualTo(ConnectionState.OPEN);
        assertThat(lifecycle.closing(ConnectionState.HANDSHAKE)).isFalse();
        assertThat(lifecycle.closing()).isEqualTo(ConnectionState.OPEN);
        lifecycle.closed();
        assertThat(lifecycle.state()).isEqualTo(ConnectionState.CLOSED);
    }

    @Test
    void theEndBeginsOnce() {
        assertThat(lifecycle.closing()).isEqualTo(ConnectionState.NEGOTIATED);
        assertThat(lifecycle.closing()).isNull();
        assertThat(lifecycle.opened()).isFalse();
    }
}
