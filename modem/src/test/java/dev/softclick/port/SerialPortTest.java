package dev.softclick.port;

import static dev.softclick.port.Recorder.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A serial port on the slave of a pseudo terminal whose master is the host's. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "serial lines are Linux only")
class SerialPortTest extends PortContract {
    @TempDir
    static Path folder;

    private PortHost host;

    @Override
    Port create() {
        host = new PortHost(new PtyPort(device()));
        return new SerialPort(device(), LineSetup.DEFAULT);
    }

    private static Path device() {
        return folder.resolve("line");
    }

    @Override
    Host attach(Port port) {
        // Until the host's end has seen the port it drops what it is given.
        heard.send(port, new byte[] {'!'});
        assertThat(host.readText(1)).isEqualTo("!");
        heard.drained.set(0);
        return host;
    }

    @AfterEach
    void unplug() {
        host.close();
    }

    private static SerialPort opened(PortListener listener) throws IOException {
        SerialPort port = new SerialPort(device(), LineSetup.DEFAULT);
        port.open(listener);
        return port;
    }

    private void refused(Path device, String... words) {
        SerialPort port = new SerialPort(device, LineSetup.DEFAULT);
        assertThatThrownBy(() -> port.open(heard))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("serial:" + device + ": ")
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
        // One that never opened closes all the same.
        port.close();
    }

    @Test
    void aDeviceThatGoesAndComesBackIsToldAndCarriesOn() throws Exception {
        try (SerialPort port = opened(heard)) {
            attach(port);
            host.write("before");
            heard.awaitText("before");
            host.close();
            await().until(() -> heard.signals().size() == 1);
            assertThat(heard.signals()).containsExactly(new LineSignal.Detached());
            assertThat(port.write(new byte[100_000])).as("nobody is there").isTrue();
            heard.forget();
            host = new PortHost(new PtyPort(device()));
            await().until(() -> heard.signals().size() == 2);
            assertThat(heard.signals()).containsExactly(new LineSignal.Detached(), new LineSignal.Attached());
            attach(port);
            host.write("after");
            heard.awaitText("after");
            assertThat(heard.endCount()).isZero();
        }
    }

    @Test
    void whatStillHadToLeaveWhenTheDeviceWentCountsAsLeft() throws Exception {
        try (SerialPort port = opened(heard)) {
            attach(port);
            assertThat(port.write(new byte[moreThanFits()])).isFalse();
            host.close();
            await().until(() -> heard.drained.get() == 1);
            await().until(() -> heard.signals().contains(new LineSignal.Detached()));
            assertThat(heard.drained).hasValue(1);
        }
    }

    @Test
    void aDeviceThatGoesWhileReadingIsOffIsMissedWhenItGoesOn() throws Exception {
        try (SerialPort port = opened(heard)) {
            attach(port);
            port.reading(false);
            host.close();
            port.reading(true);
            await().until(() -> heard.signals().contains(new LineSignal.Detached()));
        }
    }

    @Test
    void aPortOnADeviceThatHasGoneClosesAtOnce() throws Exception {
        try (SerialPort port = opened(heard)) {
            host.close();
            await().until(() -> heard.signals().contains(new LineSignal.Detached()));
            port.close();
            host = new PortHost(new PtyPort(device()));
            opened(heard).close();
            assertThat(heard.signals()).containsExactly(new LineSignal.Detached());
        }
    }

    @Test
    void aDeviceThatAnotherProcessHasOpenIsRefusedWithItsName() throws Exception {
        Process holder = new ProcessBuilder("sh", "-c", "exec 3<>" + device() + "; echo ready; read end").start();
        try (OutputStream end = holder.getOutputStream()) {
            assertThat(holder.inputReader().readLine()).isEqualTo("ready");
            refused(device(), "it is in use by process " + holder.pid() + " (sh)");
            end.write('\n');
        } finally {
            holder.destroy();
            holder.waitFor();
        }
        opened(heard).close();
    }

    @Test
    void aDeviceThatAnotherPortHasIsRefused() throws Exception {
        try (SerialPort port = opened(heard)) {
            refused(device(), "another softclick has it");
        }
        opened(heard).close();
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedWithThoseThatAre() {
        refused(folder.resolve("none"), "there is no such device; ");
    }

    @Test
    void whatIsNoSerialLineIsRefused() throws IOException {
        refused(Files.writeString(folder.resolve("file"), "x"), "this is a file, not a serial line");
        refused(folder, "this is a folder, not a serial line");
        refused(Path.of("/dev/null"), "no serial line");
    }

    @Test
    void aRealLineIsTimedAndAPseudoTerminalIsNot() {
        assertThat(new SerialPort(Path.of("/dev/ttyUSB77"), LineSetup.DEFAULT).timed()).isTrue();
        assertThat(new SerialPort(device(), LineSetup.DEFAULT).timed()).isFalse();
    }

    @Test
    void aFramingThatTheDeviceCanNotDoIsRefused() {
        SerialPort port = new SerialPort(device(), new LineSetup(9600, Framing.parse("7E1"), FlowControl.NONE, false));
        assertThatThrownBy(() -> port.open(heard)).isInstanceOf(IOException.class).hasMessageContaining("can't do the framing");
    }

    @Test
    void theDeviceIsSetAsAskedAndTakesAnyRate() throws Exception {
        for (int rate : new int[] {300, 9600, 57_600, 4_000_000}) {
            try (SerialPort port = new SerialPort(device(), LineSetup.DEFAULT.withRate(rate))) {
                port.open(heard);
                assertThat(stty()).contains("speed " + rate + " baud", "-icanon", "-echo", "cs8", "-parenb", "-opost", "-crtscts");
            }
        }
        for (int odd : new int[] {301, 12_345, 250_000, 3_999_999}) {
            // It fails when the device does not say that rate afterwards.
            try (SerialPort port = new SerialPort(device(), LineSetup.DEFAULT.withRate(odd))) {
                port.open(heard);
                assertThat(stty()).contains("-icanon");
            }
        }
        try (SerialPort port = new SerialPort(device(), new LineSetup(9600, Framing.EIGHT_N_ONE, FlowControl.RTSCTS, true))) {
            port.open(heard);
            assertThat(stty()).contains(" crtscts");
        }
    }

    @Test
    void theModemsOwnRateIsSetOnceWhatItWroteHasLeft() throws Exception {
        try (SerialPort port = opened(heard)) {
            attach(port);
            port.rate(115_200);
            heard.send(port, "after".getBytes(StandardCharsets.US_ASCII));
            assertThat(host.readText(5)).isEqualTo("after");
            assertThat(stty()).contains("speed 115200 baud");
            // And it is that of a device that comes back.
            host.close();
            host = new PortHost(new PtyPort(device()));
            await().until(() -> heard.signals().contains(new LineSignal.Attached()));
            assertThat(stty()).contains("speed 115200 baud");
        }
    }

    @Test
    void aRateWaitsForWhatWasWrittenBefore() throws Exception {
        try (SerialPort port = opened(heard)) {
            attach(port);
            byte[] much = random(moreThanFits());
            assertThat(port.write(much)).isFalse();
            port.rate(115_200);
            assertThat(stty()).contains("speed 9600 baud");
            assertThat(host.readExactly(much.length)).isEqualTo(much);
            await().until(() -> stty().contains("speed 115200 baud"));
        }
    }

    private static String stty() throws Exception {
        // As root it may be opened though it is held alone.
        Process stty = new ProcessBuilder("stty", "-a", "-F", device().toString()).redirectErrorStream(true).start();
        String text = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        org.junit.jupiter.api.Assumptions.assumeTrue(stty.waitFor() == 0, "stty can't see a line that is held alone, but as root");
        return text;
    }

    @Test
    void closeReleasesEveryDescriptor() throws Exception {
        opened(heard).close();
        long before = descriptors();
        SerialPort port = opened(heard);
        assertThat(descriptors()).isEqualTo(before + 2);
        port.close();
        assertThat(descriptors()).isEqualTo(before);
    }

    /** Lines and the sockets that claim their names. */
    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(SerialPortTest::isOurs).count();
        }
    }

    private static boolean isOurs(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }
}
