package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What AWS would cut the link for is not asked of it (AWS IoT Core quotas). */
class AwsLimitsTest {
    private static final String AWS = "abc-ats.iot.eu-west-1.amazonaws.com";
    /** With the thing behind it: seven slashes. */
    private static final String DEEPEST = "1/2/3/4/5/6/7";
    private static final String TOO_DEEP = DEEPEST + "/8";

    private final Bench bench = Bench.withoutEcho();

    @Test
    void aTopicOfMoreThanSevenSlashesIsAnErrorThere() {
        bench.sim.endpoint(AWS);
        for (String command : new String[] {"AT+AWSPUBOPEN", "AT+AWSSUBOPEN"}) {
            bench.run("> " + command + "=0,\"" + TOO_DEEP + "\"\n< ERROR");
            bench.run("> " + command + "=0,\"+/" + DEEPEST + "\"\n< ERROR");
        }
        assertThat(bench.cloud.requests()).isEmpty();
        bench.run("> AT+AWSPUBOPEN=0,\"" + DEEPEST + "\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0");
        bench.run("> AT+AWSSUBOPEN=0,\"" + DEEPEST + "\"\n< OK\n@50ms\n< +AWSSUBOPEN: 0,0");
    }

    @Test
    void elsewhereItIsNot() {
        bench.run("> AT+AWSPUBOPEN=0,\"" + TOO_DEEP + "\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0");
    }

    @Test
    void theSlashesOfBasicIngestDoNotCount() {
        bench.sim.endpoint(AWS);
        bench.run("> AT+AWSPUBOPEN=0,\"$aws/rules/rule/" + DEEPEST + "\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0");
        bench.run("> AT+AWSPUBOPEN=1,\"$aws/rules/rule/" + TOO_DEEP + "\"\n< ERROR");
    }

    @Test
    void acceptedBeforeThereWereKeysItFailsWhenTheyCome() {
        bench.sim.withoutKeys();
        bench.run("> AT+AWSPUBOPEN=0,\"" + TOO_DEEP + "\"\n< OK\n> AT+AWSSUBOPEN=0,\"" + TOO_DEEP + "\"\n< OK\n> AT+AWSPUBOPEN=1,\"t\"\n< OK\n@4s");
        bench.sim.endpoint(AWS);
        bench.run("@1s\n< +AWSPUBOPEN: 0,-1\n< +AWSSUBOPEN: 0,-1\n< +AWSPUBOPEN: 1,0");
        assertThat(bench.cloud.requests(LinkRequest.Subscribe.class)).isEmpty();
    }

    @Test
    void openedElsewhereItIsNeitherSubscribedNorPublishedThere() {
        bench.run("> AT+AWSPUBOPEN=0,\"" + TOO_DEEP + "\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0\n> AT+AWSSUBOPEN=0,\"" + TOO_DEEP
                + "\"\n< OK\n@50ms\n< +AWSSUBOPEN: 0,0");
        bench.sim.endpoint(AWS);
        bench.sim.generation(2);
        int subscribed = bench.cloud.requests(LinkRequest.Subscribe.class).size();
        bench.cloud.drops(LinkFault.Cause.CONNECTION_CLOSED);
        bench.pump();
        bench.pass(Duration.ofSeconds(1));
        bench.run(">> AT+AWSPUBLISH=0,1\\rx\n<< \\r\\n>\n< SEND FAIL\n> AT+AWSSTATE?\n< +AWSSTATE: 6\n< OK");
        assertThat(bench.cloud.requests(LinkRequest.Subscribe.class)).hasSize(subscribed);
        assertThat(bench.cloud.requests(LinkRequest.Publish.class)).isEmpty();
    }
}
