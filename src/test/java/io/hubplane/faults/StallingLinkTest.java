package io.hubplane.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StallingLinkTest {
    private static final int MOMENT = 50;

    private ServerSocket server;
    private StallingLink link;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        link = new StallingLink(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        server.close();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), link.port());
    }

    private static void assertArrives(Socket from, Socket to) throws IOException {
        from.getOutputStream().write('x');
        assertThat(to.getInputStream().read()).isEqualTo('x');
    }

    private static void assertNothingArrives(Socket to) throws IOException {
        to.setSoTimeout(MOMENT);
        assertThatThrownBy(() -> to.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        to.setSoTimeout(0);
    }

    @Test
    void oneDirectionOfOldAndNewConnectionsIsHeldBackUntilItIsOpenedAgain() throws IOException {
        try (Socket old = connect();
                Socket oldServed = server.accept()) {
            assertArrives(old, oldServed);
            link.up().close();
            try (Socket late = connect();
                    Socket lateServed = server.accept()) {
                old.getOutputStream().write('a');
                late.getOutputStream().write('b');
                assertNothingArrives(oldServed);
                assertNothingArrives(lateServed);
                assertArrives(oldServed, old);
                assertArrives(lateServed, late);

                link.up().open();
                assertThat(oldServed.getInputStream().read()).isEqualTo('a');
                assertThat(lateServed.getInputStream().read()).isEqualTo('b');
            }
        }
    }

    @Test
    void theOtherDirectionIsHeldBackByItself() throws IOException {
        try (Socket client = connect();
                Socket served = server.accept()) {
            link.down().close();
            served.getOutputStream().write('a');
            assertNothingArrives(client);
            assertArrives(client, served);
            link.down().open();
            assertThat(client.getInputStream().read()).isEqualTo('a');
        }
    }

    @Test
    void whatAClientHasSaidBeforeItGaveUpArrivesAtLast() throws IOException {
        link.up().close();
        try (Socket client = connect()) {
            client.getOutputStream().write('a');
        }
        try (Socket served = server.accept()) {
            assertNothingArrives(served);
            link.up().open();
            assertThat(served.getInputStream().read()).isEqualTo('a');
            assertThat(served.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void brokenLinkTakesNoConnectionsUntilItIsMended() throws IOException {
        try (Socket client = connect();
                Socket served = server.accept()) {
            link.cut();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(served.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
            link.mend();
        }
        try (Socket client = connect();
                Socket served = server.accept()) {
            assertArrives(client, served);
        }
    }
}
