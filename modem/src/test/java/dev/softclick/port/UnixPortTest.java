package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "names are claimed on Linux only")
class UnixPortTest extends PortContract {
    @TempDir
    static Path folder;

    @Override
    Port create() {
        return new UnixPort(folder.resolve("contract"));
    }

    @Override
    Host attach(Port port) throws IOException {
        return host(folder.resolve("contract"));
    }

    static Host host(Path path) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        return Host.of(
                bytes -> {
                    ByteBuffer left = ByteBuffer.wrap(bytes);
                    while (left.hasRemaining()) {
                        channel.write(left);
                    }
                },
                into -> channel.read(ByteBuffer.wrap(into)),
                channel);
    }

    private static void refused(Path path, String why) {
        try (UnixPort port = new UnixPort(path)) {
            assertThatThrownBy(() -> port.open(new Recorder())).isInstanceOf(IOException.class).hasMessage(why);
        }
    }

    @Test
    void theSocketIsPrivateAndGoesWithThePort() throws IOException {
        Path path = folder.resolve("private");
        try (UnixPort port = new UnixPort(path)) {
            port.open(new Recorder());
            assertThat(port.address()).isEqualTo("unix:" + path);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void aSecondHostIsToldBusy() throws IOException {
        Path path = folder.resolve("busy");
        Recorder heard = new Recorder();
        try (UnixPort port = new UnixPort(path)) {
            port.open(heard);
            try (Host first = host(path)) {
                first.write("1");
                heard.awaitText("1");
                try (Host second = host(path)) {
                    assertThat(second.readText(6)).isEqualTo("BUSY\r\n");
                }
                first.write("2");
                heard.awaitText("12");
            }
        }
    }

    @Test
    void aSocketThatNobodyListensAtIsReplaced() throws IOException {
        Path path = folder.resolve("stale");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
        Recorder heard = new Recorder();
        try (UnixPort port = new UnixPort(path)) {
            port.open(heard);
            try (Host host = host(path)) {
                host.write("x");
                heard.awaitText("x");
            }
        }
    }

    @Test
    void aLiveSocketIsRefusedWhosesoeverItIs() throws IOException {
        Path foreign = folder.resolve("foreign");
        try (ServerSocketChannel alive = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            alive.bind(UnixDomainSocketAddress.of(foreign));
            refused(foreign, foreign + " is a socket that another program listens at: choose another --port unix:PATH");
        }
        Path ours = folder.resolve("ours");
        Recorder heard = new Recorder();
        try (UnixPort port = new UnixPort(ours, new ListenPolicy(true, false, java.util.List.of()))) {
            port.open(heard);
            try (Host host = host(ours)) {
                host.write("1");
                heard.awaitText("1");
                refused(ours, ours + " is the line of another running softclick: choose another --port unix:PATH");
                host.write("2");
                heard.awaitText("12");
            }
        }
    }

    @Test
    void otherFilesAreNeverTouched() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "precious");
        refused(file, file + " exists and is no socket: choose another --port unix:PATH");
        assertThat(file).hasContent("precious");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        refused(link, link + " exists and is no socket: choose another --port unix:PATH");
        assertThat(link).isSymbolicLink();
        refused(folder, folder + " exists and is no socket: choose another --port unix:PATH");
        Path nowhere = folder.resolve("none/such");
        refused(nowhere, "unix:" + nowhere + ": the folder " + nowhere.getParent() + " does not exist");
    }

    @Test
    void whatSomebodyPutInItsPlaceIsLeftOnClose() throws IOException {
        Path path = folder.resolve("replaced");
        try (UnixPort port = new UnixPort(path)) {
            port.open(new Recorder());
            Files.delete(path);
            Files.writeString(path, "mine");
        }
        assertThat(path).hasContent("mine");
    }

    @Test
    void aPathTooLongForASocketIsSaidPlainly() throws IOException {
        Path path = folder.resolve("x".repeat(100));
        try (UnixPort port = new UnixPort(path)) {
            assertThatThrownBy(() -> port.open(new Recorder())).hasMessageStartingWith("unix:" + path + ": the path of a socket has 107 bytes at most");
        }
    }
}
