package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityGeneratorTest {
    @Test
    void makesValidIdentitiesThatDiffer() {
        IdentityGenerator generator = new IdentityGenerator(new Random(1));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            SimIdentity identity = generator.next(new ThingName("t"));
            assertThat(identity.iccid().digits()).matches("8944\\d{15}");
            assertThat(identity.imsi().digits()).matches("234\\d{12}");
            assertThat(identity.imei().digits()).matches("35\\d{13}");
            assertThat(seen.add(identity.iccid().digits())).isTrue();
            assertThat(seen.add(identity.imsi().digits())).isTrue();
            assertThat(seen.add(identity.imei().digits())).isTrue();
        }
    }

    @Test
    void theSameSeedMakesTheSameSims() {
        ThingName thing = new ThingName("t");
        assertThat(new IdentityGenerator(new Random(7)).next(thing)).isEqualTo(new IdentityGenerator(new Random(7)).next(thing));
    }
}
