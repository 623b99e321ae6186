package dev.softclick.port;

import java.nio.file.Path;

/**
 * A serial line of this machine.
 *
 * @param device its path, as {@code /dev/ttyUSB0}; one below {@code /dev/serial/by-id} stays the same when devices come and go
 */
public record SerialAddress(Path device) implements PortAddress {
    static final String KIND = "serial";

    static SerialAddress parse(String text, String device) {
        if (device.isEmpty() || device.endsWith("/") || device.indexOf('\0') >= 0) {
            throw PortRefused.because(text, "DEV is the path of a serial line, as in serial:/dev/ttyUSB0");
        }
        return new SerialAddress(Path.of(device));
    }

    @Override
    public Object place() {
        return device.toAbsolutePath().normalize();
    }

    @Override
    public SerialPort create(PortOptions options) {
        return new SerialPort(device, options.line());
    }

    @Override
    public String toString() {
        return KIND + ":" + device;
    }
}
