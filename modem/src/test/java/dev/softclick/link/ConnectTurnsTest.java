package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectTurnsTest {
    private static final int MORE = 10;
    private static final int ALL = ConnectTurns.AT_ONCE + MORE;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ConnectTurns turns = new ConnectTurns(channel.eventLoop());
    private final List<Integer> begun = new ArrayList<>();
    private final List<ConnectTurns.Turn> taken = new ArrayList<>();

    private void all() {
        channel.freezeTime();
        for (int i = 0; i < ALL; i++) {
            int number = i;
            taken.add(turns.take(turn -> begun.add(number)));
        }
    }

    @Test
    void soManyBeginAtOnceAndTheOthersInTheOrderTheyCame() {
        all();

        assertThat(begun).hasSize(ConnectTurns.AT_ONCE);
        taken.get(5).end();
        taken.get(5).end();
        taken.get(3).end();
        assertThat(begun).as("not inside the end of another").hasSize(ConnectTurns.AT_ONCE);
        channel.runPendingTasks();
        assertThat(begun).endsWith(ConnectTurns.AT_ONCE - 1, ConnectTurns.AT_ONCE, ConnectTurns.AT_ONCE + 1).hasSize(ConnectTurns.AT_ONCE + 2);
    }

    @Test
    void whoComesWhenATurnIsFreeDoesNotPassThoseWhoWait() {
        all();

        taken.get(0).end();
        turns.take(turn -> begun.add(ALL));
        channel.runPendingTasks();

        assertThat(begun.getLast()).isEqualTo(ConnectTurns.AT_ONCE);
    }

    @Test
    void oneThatIsNotWantedAnyMoreNeverBegins() {
        all();

        taken.get(ConnectTurns.AT_ONCE).end();
        taken.get(0).end();
        channel.runPendingTasks();

        assertThat(begun).endsWith(ConnectTurns.AT_ONCE + 1).doesNotContain(ConnectTurns.AT_ONCE);
    }

    @Test
    void aCloudThatDoesNotAnswerHoldsTheOthersUpForASecondOnly() {
        all();

        channel.advanceTimeBy(ConnectTurns.LONGEST.toMillis() - 1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(begun).hasSize(ConnectTurns.AT_ONCE);

        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        assertThat(begun).hasSize(ALL);
        taken.forEach(ConnectTurns.Turn::end);
        channel.runPendingTasks();
        List<Integer> again = new ArrayList<>(begun);
        begun.clear();
        taken.clear();
        all();
        assertThat(again).hasSize(ALL);
        assertThat(begun).as("turns that ran out are not given back twice").hasSize(ConnectTurns.AT_ONCE);
    }
}
