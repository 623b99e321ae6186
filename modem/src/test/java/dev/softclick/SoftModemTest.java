package dev.softclick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softclick.firmware.ModemState;
import dev.softclick.link.Transport;
import dev.softclick.link.TransportEvent;
import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.Iccid;
import dev.softclick.sim.Imei;
import dev.softclick.sim.Imsi;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import dev.softclick.sim.ThingName;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SoftModemTest {
    private final Wire wire = new Wire();
    private final List<Throwable> failures = new ArrayList<>();
    private final AtomicInteger opens = new AtomicInteger();
    private final SoftModem modem = SoftModem.builder()
            .name("pump")
            .sim(SoftModemTest::simWithoutKeys)
            .port(wire)
            .unpaced()
            .onFailure(failures::add)
            .build();

    @AfterEach
    void end() {
        modem.close();
    }

    private static SimIdentity identity() {
        return new SimIdentity(
                Iccid.withCheckDigit("898830300000061422"), new Imsi("901234567890123"), Imei.withCheckDigit("35693803564380"), new ThingName("thing_0001"));
    }

    private static SimReading simWithoutKeys() {
        return new SimReading.NoKeys(identity());
    }

    private static SecurityMaterial material() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=test");
            Instant now = Instant.now();
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    name, BigInteger.ONE, Date.from(now), Date.from(now.plusSeconds(86_400)), name, keys.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
            return new SecurityMaterial(1, new Endpoint("localhost", 8883), List.of(certificate), keys.getPrivate(), List.of(certificate));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private ModemStatus status() {
        return modem.status().join();
    }

    @Test
    void aPowerResetForgetsSettingsAndSocketsAndKeepsThePortAndTheCounters() throws Exception {
        modem.start();
        wire.types("ATE0\r");
        wire.types("AT+AWSPUBOPEN=0,\"t\"\r");
        assertThat(wire.heard()).isEqualTo("ATE0\r\r\nOK\r\n\r\nOK\r\n");
        assertThat(status().state()).isEqualTo(ModemState.WAITING_KEYS);

        modem.powerCycle();

        assertThat(status().state()).isEqualTo(ModemState.IDLE);
        wire.types("AT\r");
        assertThat(wire.heard()).as("echo is on again").isEqualTo("AT\r\r\nOK\r\n");
        assertThat(wire.closed).isFalse();
        assertThat(status().counters()).isEqualTo(new ModemCounters(28, 26, 3, 0, 0, 0, 0, 0));
    }

    @Test
    void whoReadsOfAStateOnTheLineFindsTheModemInIt() throws Exception {
        List<ModemState> found = new ArrayList<>();
        wire.reader = text -> {
            if (text.contains("+AWSSTATE: 1")) {
                found.add(modem.state());
            }
        };
        modem.start();

        wire.types("AT+AWSPUBOPEN=0,\"t\"\rAT+AWSSTATE?\r");

        assertThat(found).containsExactly(ModemState.WAITING_KEYS);
    }

    @Test
    void aBugInTheMiddleOfSomethingIsToldToTheOwner() throws Exception {
        modem.start();
        wire.broken = true;

        wire.types("AT\r");

        assertThat(failures).isNotEmpty().allMatch(failure -> "the wire broke".equals(failure.getMessage()));
    }

    @Test
    void withTheRadioOffEachAttemptFailsAndWithItOnTheNextIsMadeAtOnce() throws Exception {
        SecurityMaterial material = material();
        try (SoftModem away = SoftModem.builder()
                .sim(() -> new SimReading.Keys(identity(), material, Optional.empty()))
                .port(wire)
                .unpaced()
                .transport(Silence::new)
                .build()) {
            away.start();
            away.radio(false);
            wire.types("AT+AWSPUBOPEN=0,\"t\"\r");
            ModemStatus off = away.status().join();
            assertThat(off.state()).isEqualTo(ModemState.ERROR);
            assertThat(off.radio()).isFalse();
            assertThat(off.trouble()).hasValueSatisfying(trouble -> assertThat(trouble.text()).isEqualTo("the radio is off"));
            assertThat(opens).hasValue(0);

            away.radio(true);

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(opens).hasValue(1));
            assertThat(away.status().join().state()).isEqualTo(ModemState.CONNECTING_NETWORK);
            away.radio(false);
            assertThat(away.status().join().state()).isEqualTo(ModemState.ERROR);
        }
    }

    /** Connects for ever. */
    private final class Silence implements Transport {
        Silence(Executor owner, Consumer<TransportEvent> events) {}

        @Override
        public void open(SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout) {
            opens.incrementAndGet();
        }

        @Override
        public void send(MqttMessage message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void reading(boolean on) {
            // there is nothing to read
        }

        @Override
        public void close() {
            // there is nothing to close
        }
    }

    /** A host that the test plays. */
    private static final class Wire implements Port {
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private @Nullable PortListener listener;
        private Consumer<String> reader = text -> {};
        private boolean closed;
        private boolean broken;

        void types(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            Objects.requireNonNull(listener).received(bytes, 0, bytes.length);
        }

        String heard() {
            String text = heard.toString(StandardCharsets.US_ASCII);
            heard.reset();
            return text;
        }

        @Override
        public void open(PortListener owner) throws IOException {
            listener = owner;
        }

        @Override
        public String address() {
            return "test";
        }

        @Override
        public Optional<String> path() {
            return Optional.empty();
        }

        @Override
        public boolean write(byte[] bytes) {
            if (broken) {
                throw new IllegalStateException("the wire broke");
            }
            heard.writeBytes(bytes);
            reader.accept(new String(bytes, StandardCharsets.US_ASCII));
            return true;
        }

        @Override
        public void reading(boolean on) {
            // it types when the test says
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
