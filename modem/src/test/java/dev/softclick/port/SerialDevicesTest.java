package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialDevicesTest {
    @TempDir
    Path root;

    private Path device(String name, String type) throws IOException {
        Path terminal = root.resolve("sys/class/tty").resolve(name);
        Files.createDirectories(type.equals("virtual") ? terminal : terminal.resolve("device"));
        if (type.matches("\\d+")) {
            Files.writeString(terminal.resolve("type"), type + "\n");
        }
        Files.createDirectories(root.resolve("dev"));
        return Files.writeString(root.resolve("dev").resolve(name), "");
    }

    @Test
    void hardwareIsListedByTheNameThatLasts() throws IOException {
        device("tty0", "virtual");
        Path uart = device("ttyS0", "4");
        device("ttyS1", "0");
        Path usb = device("ttyUSB0", "usb");
        Path links = Files.createDirectories(root.resolve("dev/serial/by-id"));
        Path link = Files.createSymbolicLink(links.resolve("usb-FTDI_A50285BI-if00-port0"), Path.of("../../ttyUSB0"));
        Files.createSymbolicLink(links.resolve("usb-gone"), Path.of("../../ttyUSB7"));
        SerialDevices devices = new SerialDevices(root.toRealPath());
        assertThat(usb).exists();
        assertThat(devices.list().stream().map(Path::getFileName)).containsExactly(link.getFileName(), uart.getFileName());
        assertThat(devices.inWords()).startsWith("there are ").contains(link.getFileName() + ", ").endsWith("ttyS0");
    }

    @Test
    void aListIsBounded() throws IOException {
        for (int i = 0; i < 40; i++) {
            device("ttyUSB" + i, "usb");
        }
        assertThat(new SerialDevices(root.toRealPath()).list()).hasSize(12);
    }

    @Test
    void noneIsSaidInWords() {
        assertThat(new SerialDevices(root).inWords()).isEqualTo("this machine has no serial line");
    }
}
