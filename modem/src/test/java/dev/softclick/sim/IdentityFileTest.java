package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityFileTest {
    private static final String GOOD = new String(IdentityFile.format(Issued.IDENTITY), StandardCharsets.UTF_8);
    private static final SimIdentity OF_THREE = new SimIdentity(Issued.IDENTITY.iccid(), Issued.IDENTITY.imei(), Issued.IDENTITY.thing(), List.of(
            new NetworkProfile("Ethernet", Issued.IDENTITY.imsi(), new NetworkRoute(Optional.of("eth0"), Optional.empty(), OptionalInt.empty())),
            new NetworkProfile("USB = stick", new Imsi("234150999999999"), new NetworkRoute(
                    Optional.of("192.168.8.100"), Optional.of(NetworkProxy.parse("socks5://proxy.example:1080")), OptionalInt.of(443))),
            new NetworkProfile("last", new Imsi("23415099999999"), new NetworkRoute(
                    Optional.empty(), Optional.of(NetworkProxy.parse("http://[2001:db8::1]:3128")), OptionalInt.empty()))));
    private static final String TEXT_OF_THREE = new String(IdentityFile.format(OF_THREE), StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("identity.properties");
    }

    @Test
    void readsWhatItWrites() {
        assertThat(read(GOOD).orThrow()).isEqualTo(Issued.IDENTITY);
    }

    @Test
    void readsWhatPeopleMakeOfIt() {
        String edited = "\uFEFF# my SIM\r\n\r\n" + GOOD.replace("=", " = ").replace("\n", "\r\n") + "colour=blue\nnothing\n=\n";
        assertThat(read(edited).orThrow()).isEqualTo(Issued.IDENTITY);
    }

    @Test
    void aFileThatWasCutShortIsNeverTakenForAWholeOne() {
        // The last byte is the line end, which may be missing.
        for (int length = 0; length < GOOD.length() - 1; length++) {
            assertThat(read(GOOD.substring(0, length)).faultIfAny()).as("cut to " + length).isPresent();
        }
        assertThat(read(GOOD.substring(0, GOOD.length() - 1)).faultIfAny()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "thing=thing_0001, x=y, thing is missing",
        "iccid=8944501312167518236, iccid=8944501312167518237, \"iccid is not valid (19 or 20 digits that begin with 89, the last one the check digit)\"",
        "imsi=234500000000001, imsi=, imsi is not valid (14 or 15 digits)",
        "imei=350000000000006, imei=350000000000007, \"imei is not valid (15 digits, the last one the check digit)\"",
        "thing=thing_0001, thing=a b, thing is not valid (1 to 128 of a-z A-Z 0-9 : _ -)",
        "imsi=234500000000001, thing=other, a value is given twice",
    })
    void saysWhatIsWrong(String line, String instead, String fault) {
        assertThat(read(GOOD.replace(line, instead)).faultIfAny())
                .contains(new SimFault(SimFault.Reason.BAD_IDENTITY, file + ": " + fault));
    }

    @Test
    void saysWhatIsInPlaceOfTheFile() throws IOException {
        assertThat(IdentityFile.read(file).faultIfAny()).contains(new SimFault(SimFault.Reason.BAD_IDENTITY, file + ": no such file"));
        byte[] large = new byte[IdentityFile.MAX_BYTES + 1];
        Arrays.fill(large, (byte) '\n');
        Files.write(file, large);
        assertThat(IdentityFile.read(file).faultIfAny())
                .contains(new SimFault(SimFault.Reason.UNREADABLE, file + ": is larger than 8 KiB: is it the right file?"));
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(IdentityFile.read(file).faultIfAny()).contains(new SimFault(SimFault.Reason.BAD_IDENTITY, file + ": is not a file"));
    }

    @Test
    void namedNetworksTakeThePlaceOfTheImsi() {
        assertThat(TEXT_OF_THREE).isEqualTo("""
                thing=thing_0001
                iccid=8944501312167518236
                network.1.name=Ethernet
                network.1.imsi=234500000000001
                network.1.from=eth0
                network.2.name=USB = stick
                network.2.imsi=234150999999999
                network.2.from=192.168.8.100
                network.2.proxy=socks5://proxy.example:1080
                network.2.port=443
                network.3.name=last
                network.3.imsi=23415099999999
                network.3.proxy=http://[2001:db8::1]:3128
                imei=350000000000006
                """);
        assertThat(read(TEXT_OF_THREE).orThrow()).isEqualTo(OF_THREE);
    }

    @Test
    void aFileWithNetworksThatWasCutShortIsNeverTakenForAWholeOne() {
        for (int length = 0; length < TEXT_OF_THREE.length() - 1; length++) {
            assertThat(read(TEXT_OF_THREE.substring(0, length)).faultIfAny()).as("cut to " + length).isPresent();
        }
    }

    @Test
    void theMostAndLongestNetworksFitIntoTheFile() {
        String label = "a".repeat(63);
        Endpoint proxy = new Endpoint(String.join(".", label, label, label, "a".repeat(61)), 65535);
        List<NetworkProfile> networks = IntStream.rangeClosed(1, SimIdentity.MAX_NETWORKS)
                .mapToObj(i -> new NetworkProfile("sixteen letters" + i, new Imsi("234150999999999"), new NetworkRoute(
                        Optional.of("f".repeat(64)), Optional.of(new NetworkProxy(NetworkProxy.Kind.SOCKS5, proxy)), OptionalInt.of(8883))))
                .toList();
        SimIdentity identity =
                new SimIdentity(Issued.IDENTITY.iccid(), Issued.IDENTITY.imei(), new ThingName("t".repeat(ThingName.MAX_LENGTH)), networks);
        assertThat(read(new String(IdentityFile.format(identity), StandardCharsets.UTF_8)).orThrow()).isEqualTo(identity);
    }

    @Test
    void aSharedImsiIsThatOfNetworksWithoutOne() {
        SimIdentity read = read(GOOD + "network.1.name=Ethernet\nnetwork.2.name=stick\nnetwork.2.imsi=23415099999999\n").orThrow();
        assertThat(read.networks()).containsExactly(
                new NetworkProfile("Ethernet", Issued.IDENTITY.imsi(), NetworkRoute.DIRECT),
                new NetworkProfile("stick", new Imsi("23415099999999"), NetworkRoute.DIRECT));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "network.1.name=Ethernet, x=y, network.1.name is missing",
        "network.1.imsi=234500000000001, x=y, network.1.imsi is missing",
        "network.1.imsi=234500000000001, network.1.imsi=12, network.1.imsi is not valid (14 or 15 digits)",
        "network.1.name=Ethernet, network.1.name=Ether\"net, `network.1.name is not valid (1 to 16 printable ASCII characters without \" and \\)`",
        "network.3.name=last, network.3.name=Ethernet, network.3.name is that of a network before it",
        "network.1.from=eth0, network.1.from=eth 0, network.1.from is not valid (a local address or the name of an interface)",
        "network.2.proxy=socks5://proxy.example:1080, network.2.proxy=socks5://secret@proxy.example:1080, `network.2.proxy is not valid"
                + " (socks5://HOST:PORT or http://HOST:PORT, without a password)`",
        "network.2.port=443, network.2.port=8884, network.2.port is not valid (8883 or 443)",
        "network.2.port=443, network.2.port=, network.2.port is not valid (8883 or 443)",
        "network.2.port=443, network.4.port=443, network.4.imsi is missing",
        "network.2.port=443, network.5.name=five, `network.4.name is missing, and network.5.name is there: networks are numbered from 1 without a gap`",
        "network.2.port=443, network.2.ports=443, `a network's values are network.N.name, network.N.imsi, network.N.from, network.N.proxy and"
                + " network.N.port with N from 1 to 8, and there is another`",
        "network.2.port=443, network.9.port=443, `a network's values are network.N.name, network.N.imsi, network.N.from, network.N.proxy and"
                + " network.N.port with N from 1 to 8, and there is another`",
    })
    void saysWhatIsWrongWithANetwork(String line, String instead, String fault) {
        assertThat(TEXT_OF_THREE).contains(line);
        String text = TEXT_OF_THREE.replace(line + "\n", instead + "\n");
        assertThat(read(text).faultIfAny()).contains(new SimFault(SimFault.Reason.BAD_IDENTITY, file + ": " + fault));
    }

    private Checked<SimIdentity> read(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return IdentityFile.read(file);
    }
}
