package dev.softclick.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy breaks what it is told to, and nothing else. */
class FaultProxyTest {
    private ScriptedServer echo;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws Exception {
        echo = ScriptedServer.plain(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
        proxy = new FaultProxy(echo.port());
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        echo.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static String exchange(Socket socket, String text, int answer) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(answer), StandardCharsets.US_ASCII);
    }

    @Test
    void passesBytesAndEnds() throws Exception {
        try (Socket socket = connect()) {
            assertThat(exchange(socket, "hello", 5)).isEqualTo("hello");
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        ModemOnALine.await(() -> proxy.standing() == 0);
    }

    @Test
    void refusesAndAcceptsAgain() throws Exception {
        try (Socket before = connect()) {
            assertThat(exchange(before, "hello", 5)).isEqualTo("hello");
            proxy.refuse();
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            assertThat(exchange(before, "still", 5)).isEqualTo("still");
        }
        proxy.heal();
        try (Socket after = connect()) {
            assertThat(exchange(after, "again", 5)).isEqualTo("again");
        }
    }

    @Test
    void swallows() throws Exception {
        proxy.weather(Weather.ofBlackHole());
        try (Socket socket = connect()) {
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> exchange(socket, "hello", 5)).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(echo.accepted()).isZero();
    }

    @Test
    void resetsAtTheByteItWasTold() throws Exception {
        proxy.weather(Weather.ofCut(Way.TO_MODEM, 3));
        try (Socket socket = connect()) {
            InputStream in = socket.getInputStream();
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> in.readNBytes(5)).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
    }

    @Test
    void resetsWhatStands() throws Exception {
        try (Socket socket = connect()) {
            assertThat(exchange(socket, "hello", 5)).isEqualTo("hello");
            proxy.reset();
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
    }

    @Test
    void forgetsOneWayAndLetsTheOtherPass() throws Exception {
        try (Socket socket = connect(); Socket other = connect()) {
            assertThat(exchange(socket, "hello", 5)).isEqualTo("hello");
            assertThat(exchange(other, "other", 5)).isEqualTo("other");
            proxy.halfOpen(Set.of(Way.TO_BROKER), Duration.ofSeconds(2));
            socket.setSoTimeout(100);
            assertThatThrownBy(() -> exchange(socket, "lost", 4)).isInstanceOf(SocketTimeoutException.class);
            try (Socket fresh = connect()) {
                assertThat(exchange(fresh, "fresh", 5)).isEqualTo("fresh");
            }
            ModemOnALine.await(() -> proxy.standing() == 0); // its life is over
        }
    }

    @Test
    void putsInWhatNobodySent() throws Exception {
        proxy.weather(Weather.ofGarbage(Way.TO_BROKER, 2, "--".getBytes(StandardCharsets.US_ASCII)));
        try (Socket socket = connect()) {
            assertThat(exchange(socket, "hello", 7)).isEqualTo("he--llo");
        }
    }

    @Test
    void slowsDown() throws Exception {
        proxy.weather(Weather.ofDelay(Duration.ofMillis(150)));
        try (Socket socket = connect()) {
            long start = System.nanoTime();
            assertThat(exchange(socket, "hello", 5)).isEqualTo("hello");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
        }
    }
}
