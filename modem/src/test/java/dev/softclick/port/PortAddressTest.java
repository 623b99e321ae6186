package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortAddressTest {
    @Test
    void eachKindIsRead() {
        assertThat(PortAddress.parse("pty:/tmp/softclick")).isEqualTo(new PortAddress.Pty(Path.of("/tmp/softclick")));
        assertThat(PortAddress.parse("tcp:127.0.0.1:0")).isEqualTo(new TcpAddress("127.0.0.1", 0));
        assertThat(PortAddress.parse("tcp:[::1]:5000")).isEqualTo(new TcpAddress("::1", 5000));
        assertThat(PortAddress.parse("tcp-connect:box:4001")).isEqualTo(new TcpConnectAddress("box", 4001));
        assertThat(PortAddress.parse("rfc2217:[::1]:2217")).isEqualTo(new Rfc2217Address("::1", 2217));
        assertThat(PortAddress.parse("unix:/tmp/softclick.sock")).isEqualTo(new UnixAddress(Path.of("/tmp/softclick.sock")));
        assertThat(PortAddress.parse("serial:/dev/ttyUSB0")).isEqualTo(new SerialAddress(Path.of("/dev/ttyUSB0")));
        assertThat(PortAddress.parse("stdio")).isEqualTo(new PortAddress.Stdio());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pty:/tmp/softclick", "pty:relative", "tcp:localhost:65535", "tcp:[::1]:5000", "tcp-connect:[::1]:1", "rfc2217:127.0.0.1:0", "unix:a.sock", "serial:/dev/serial/by-id/usb-a:b-if00", "stdio"})
    void whatIsReadIsWrittenTheSame(String text) {
        assertThat(PortAddress.parse(text)).hasToString(text);
        assertThat(PortAddress.parse(text).create().address()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "pty", "pty:", "pty:/tmp/", "tcp", "tcp:", "tcp:host", "tcp:host:", "tcp::5", "tcp:host:65536", "tcp:host:-1", "tcp:::1:5", "tcp:[::1]",
                "tcp:host:5x", "tcp:ho st:5", "tcp-connect:host:0", "tcp-connect:5", "rfc2217:host", "unix:", "unix:/tmp/", "stdio:", "stdio:x", "serial", "serial:", "serial:/dev/", "PTY:/tmp/x"
            })
    void whatIsNoneIsRefusedInOneLineThatSaysWhatIsAllowed(String text) {
        assertThatThrownBy(() -> PortAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is not a port (")
                .hasMessageEndingWith("): use " + PortAddress.ALLOWED)
                .hasMessageNotContaining("\n");
    }
}
