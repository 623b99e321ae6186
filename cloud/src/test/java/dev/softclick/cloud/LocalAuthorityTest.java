package dev.softclick.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path home;

    @Test
    void a_device_certificate_says_what_it_should() throws Exception {
        LocalAuthority authority = LocalAuthority.in(home, InstantSource.fixed(NOW));
        ClientCredentials device = authority.issueDevice("thing_0001");
        X509Certificate certificate = Pem.certificate(device.certificate());
        X509Certificate ca = Pem.certificate(device.ca());
        certificate.verify(ca.getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=thing_0001");
        assertThat(certificate.getNotBefore()).isEqualTo(NOW.minus(Duration.ofDays(1)));
        assertThat(certificate.getNotAfter()).isAfter(NOW.plus(Duration.ofDays(3653)));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(((ECPublicKey) certificate.getPublicKey()).getParams().getCurve().getField().getFieldSize()).isEqualTo(256);
        assertThat(ca.getBasicConstraints()).isZero();
        assertThat(device.privateKey()).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("-----END PRIVATE KEY-----\n");
        assertThat(device.toString()).doesNotContain("PRIVATE").contains(device.serial());
    }

    @Test
    void things_and_the_operator_are_told_apart_whatever_the_thing_is_called() throws Exception {
        LocalAuthority authority = LocalAuthority.in(home);
        for (String name : List.of("operator", "softclick-operator", "urn:softclick:operator", "x".repeat(128))) {
            ClientIdentity identity = ClientIdentity.of(Pem.certificate(authority.issueDevice(name).certificate())).orElseThrow();
            assertThat(identity.thing()).contains(name);
            assertThat(identity.mayUse("#")).isFalse();
        }
        ClientIdentity operator = ClientIdentity.of(Pem.certificate(authority.operator().certificate())).orElseThrow();
        assertThat(operator.isOperator()).isTrue();
        assertThat(ClientIdentity.of(authority.server().certificate())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä", "a,OU=softclick-operator", "softclick-operator-1", "a\n", "#"})
    void what_is_no_thing_name_gets_no_certificate(String name) throws Exception {
        LocalAuthority authority = LocalAuthority.in(home);
        assertThatThrownBy(() -> authority.issueDevice(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> authority.issueDevice("x".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_many_first_starts_at_once_one_makes_the_ca() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
                    "-XX:TieredStopAtLevel=1", AuthorityProbe.class.getName(), home.toString()).redirectErrorStream(true).start());
        }
        Set<String> seen = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<String>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(() -> LocalAuthority.in(home).certificate().strip());
            }
            for (var certificate : threads.invokeAll(starts)) {
                seen.add(certificate.get());
            }
        }
        for (Process process : processes) {
            seen.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
        assertThat(seen).containsExactly(Files.readString(home.resolve("cloud/ca/ca.pem")).strip());
    }

    @Test
    void a_key_that_is_not_the_cas_is_refused_and_left_alone(@TempDir Path other) throws Exception {
        LocalAuthority.in(home);
        LocalAuthority.in(other);
        Path key = home.resolve("cloud/ca/ca.key");
        Files.writeString(key, Files.readString(other.resolve("cloud/ca/ca.key")));
        assertThatThrownBy(() -> LocalAuthority.in(home)).isInstanceOf(IOException.class).hasMessageContaining("ca.key does not belong to ca.pem");
        Files.delete(key);
        assertThatThrownBy(() -> LocalAuthority.in(home)).isInstanceOf(IOException.class).hasMessageContaining("ca.key");
        assertThat(home.resolve("cloud/ca/ca.pem")).exists();
    }

    @Test
    void the_servers_certificate_is_kept_until_it_is_about_to_expire() throws Exception {
        X509Certificate first = LocalAuthority.in(home, InstantSource.fixed(NOW)).server().certificate();
        assertThat(LocalAuthority.in(home, InstantSource.fixed(NOW.plus(Duration.ofDays(100)))).server().certificate()).isEqualTo(first);
        X509Certificate second = LocalAuthority.in(home, InstantSource.fixed(NOW.plus(Duration.ofDays(310)))).server().certificate();
        assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
    }

    @Test
    void a_damaged_operator_certificate_is_made_again() throws Exception {
        LocalAuthority first = LocalAuthority.in(home);
        Files.writeString(home.resolve("cloud/operator/certificate.pem"), "broken");
        assertThatThrownBy(first::operator).isInstanceOf(IOException.class);
        assertThat(LocalAuthority.in(home).operator().certificate()).startsWith("-----BEGIN CERTIFICATE-----");
    }
}
