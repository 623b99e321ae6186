package dev.softclick.app.fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.app.config.ConfigReading;
import dev.softclick.app.fleet.host.Cadence;
import dev.softclick.sim.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetFileTest {
    private static final String SMALL = "modems = 2;[[behaviour]];loop = 'loop.at';";

    @TempDir
    private Path folder;

    @BeforeEach
    void transcripts() throws IOException {
        Files.writeString(folder.resolve("loop.at"), "> AT\n< OK\n");
        Files.writeString(folder.resolve("cloud.at"), "> AT\n< OK\n~< a/{thing} x\n");
        Files.writeString(folder.resolve("names.at"), "> AT+A={tempreature}\n< OK\n");
        Files.writeString(folder.resolve("length.at"), "> AT+AWSPUBLISH=0,{length}\n");
        Files.writeString(folder.resolve("broken.at"), "AT\n");
        Files.writeString(folder.resolve("empty.at"), "# title: nothing\n");
    }

    private ConfigReading<FleetPlan> read(String text) throws IOException {
        return FleetFile.read(Files.writeString(folder.resolve("f.toml"), text.replace(';', '\n')));
    }

    private FleetPlan good(String text) throws IOException {
        return switch (read(text)) {
            case ConfigReading.Sound<FleetPlan>(FleetPlan plan) -> plan;
            case ConfigReading.Faulty<FleetPlan> faulty -> throw new AssertionError(faulty);
        };
    }

    @Test
    void theSmallestFileIsEnough() throws IOException {
        FleetPlan plan = good(SMALL);

        assertThat(plan.modems()).isEqualTo(2);
        assertThat(plan.baud()).isEqualTo(9600);
        assertThat(plan.endpoint()).isEmpty();
        assertThat(plan.duration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(plan.behaviour(1).cadence()).isEqualTo(new Cadence(Duration.ofMinutes(1), Duration.ZERO));
        assertThat(plan.thresholds()).isEqualTo(Thresholds.NONE);
    }

    @Test
    void behavioursTakeTurnsByTheirParts() throws IOException {
        FleetPlan plan = good("modems = 8;[[behaviour]];name = 'a';parts = 3;loop = 'loop.at';[[behaviour]];name = 'b';loop = 'loop.at';");

        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            names.append(plan.behaviour(i).name());
        }
        assertThat(names).hasToString("aaabaaab");
    }

    @Test
    void aTableOfDevicesSaysHowManyAndWhereTo() throws IOException {
        FleetPlan plan = good("cloud = 'a1-ats.iot.eu-west-1.amazonaws.com';devices = 'd.csv';ca = 'root.pem';[[behaviour]];loop = 'loop.at';");

        assertThat(plan.modems()).isZero();
        assertThat(plan.endpoint()).contains(new Endpoint("a1-ats.iot.eu-west-1.amazonaws.com", 8883));
        assertThat(plan.devices()).isEqualTo(new FleetPlan.Devices.Table(folder.resolve("d.csv"), folder.resolve("root.pem")));
        assertThat(good(SMALL).devices()).isEqualTo(new FleetPlan.Devices.Made(ThingPattern.USUAL, Optional.empty()));
    }

    @Test
    void theExampleIsGood() throws IOException {
        assertThat(FleetFile.read(Path.of("../examples/fleet/fleet.toml"))).isInstanceOf(ConfigReading.Sound.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '"', value = {
        "modems = 2                                  ~ behaviour: there is none: write [[behaviour]], and below it loop and period",
        "[[behaviour]];loop = 'loop.at'              ~ modems: this is missing: how many modems there are to be",
        "modesm = 2;SMALL                            ~ 1:1: modesm: there is no such key; did you mean modems?",
        "modems = 0;[[behaviour]];loop = 'loop.at'   ~ 1:1: modems: '0' is no number from 1 to 50000",
        "ramp-up = 0;SMALL                           ~ 1:1: ramp-up: '0' is no number from 1 to 10000",
        "baud = 12;SMALL                             ~ 1:1: baud: '12' is no number from 300 to 4000000",
        "duration = '2';SMALL                        ~ 1:1: duration: '2' is no length of time: use a whole number with ms, s, m or h behind it, as in 30s",
        "thing = 'x';SMALL                           ~ 1:1: thing: 'x' would call all modems the same: use {index}, as in sensor-{index}",
        "thing = 'a b{index}';SMALL                  ~ 1:1: thing: a thing name is 1 to 128 of a-z A-Z 0-9 : _ -, not 'a b50000'",
        "cloud = 'example.net';SMALL                 ~ devices: this is missing: a CSV file with a certificate, a key and a thing for each modem, as that cloud knows them",
        "devices = 'd.csv';SMALL                     ~ ca: this is missing: who vouches for the cloud of these devices (for AWS, the file AmazonRootCA1.pem)",
        "SMALL loop = 1                              ~ behaviour[1].loop: this stands there twice",
        "SMALL parts = 0                             ~ 4:1: behaviour[1].parts: '0' is no number from 1 to 10000",
        "SMALL period = '1s';jitter = '500ms'        ~ 4:1: behaviour[1].period: the jitter has to be less than half the period, so that the rounds stay in order",
        "SMALL start = 'none.at'                     ~ 4:1: behaviour[1].start: FOLDER/none.at can't be read",
        "SMALL start = 'cloud.at'                    ~ 4:1: behaviour[1].start: FOLDER/cloud.at:3:1: no ~> and no ~<: the host of a fleet sees its line alone",
        "SMALL start = 'names.at'                    ~ 4:1: behaviour[1].start: FOLDER/names.at:1:8: nothing stands for {tempreature} here",
        "SMALL start = 'length.at'                   ~ 4:1: behaviour[1].start: FOLDER/length.at:1:1: a >> below: {length} is how many bytes the next one sends",
        "SMALL start = 'broken.at'                   ~ 4:1: behaviour[1].start: FOLDER/broken.at:1:1:",
        "SMALL start = 'empty.at'                    ~ 4:1: behaviour[1].start: FOLDER/empty.at:1:1: at least one step",
        "SMALL [behaviour.random];t = '9..1'         ~ 5:1: behaviour[1].random.t: '9..1' is no range: use MIN..MAX, as in 15.0..30.0",
        "SMALL [behaviour.random];time = '1..9'      ~ 5:1: behaviour[1].random.time: 'time' can't be the name of a number",
        "SMALL [[wave]];kind = 'radio-loss';at = '1s' ~ 4:1: wave[1].length: this is missing: how long the radio is off",
        "SMALL [[wave]];kind = 'reconnect';at = '1s';length = '1s' ~ 7:1: wave[1].length: a reconnect storm has none",
        "SMALL [[wave]];kind = 'rain';at = '1s'      ~ 5:1: wave[1].kind: 'rain' is no kind of wave: use radio-loss or reconnect",
        "SMALL [[wave]];kind = 'reconnect';at = '1s';share = '130%' ~ 7:1: wave[1].share: '130%' is no share: use 0% to 100%, as in 30%",
        "SMALL [thresholds];errors = '-1'            ~ 5:1: thresholds.errors: '-1' is no number from 0 to",
        "SMALL [thresholds];eror = 1                 ~ 5:1: thresholds.eror: there is no such key; did you mean errors?",
    })
    void everyMistakeIsToldWithItsPlaceAndWhatIsAllowed(String text, String problem) throws IOException {
        ConfigReading<FleetPlan> reading = read(text.replace("SMALL ", SMALL).replace("SMALL", SMALL));

        assertThat(reading).isInstanceOf(ConfigReading.Faulty.class);
        String told = ((ConfigReading.Faulty<FleetPlan>) reading).problems().stream()
                .map(each -> each.in(Path.of("f")).substring(2).strip())
                .reduce("", (a, b) -> a + b + "\n");
        assertThat(told).contains(problem.replace("FOLDER", folder.toString()));
    }
}
