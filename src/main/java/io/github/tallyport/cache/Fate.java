package io.github.tallyport.cache;

import io.github.tallyport.fault.Fault;
import org.jspecify.annotations.Nullable;

/** What has become of a flight so far. Guarded by the flight. */
final class Fate {
    private Phase phase = Phase.BOARDING;
    private boolean filed;
    private @Nullable Fault fault;
    private @Nullable KeptAnswer answer;
    private @Nullable Landing landing;

    boolean is(Phase asked) {
        return phase == asked;
    }

    void departs(boolean wanted) {
        phase = wanted ? Phase.FLYING : Phase.OVER;
    }

    void lands(Landing how) {
        phase = Phase.LANDED;
        landing = how;
    }

    /** @param document null when none could be made */
    void files(@Nullable KeptAnswer document) {
        filed = true;
        answer = document;
    }

    void ends(@Nullable Fault why) {
        phase = Phase.OVER;
        fault = why;
    }

    /** Whether all is known that ever will be of it. */
    boolean isSettled() {
        return filed || phase == Phase.OVER;
    }

    @Nullable
    Landing landing() {
        return landing;
    }

    /** Why nothing, or nothing more, is to come; null when nothing went wrong. */
    @Nullable
    Fault fault() {
        return landing == null ? fault : landing.fault();
    }

    /** The whole answer, if there is one that can be told so. */
    @Nullable
    KeptAnswer answer(boolean asEvents) {
        return answer != null && asEvents && answer.finishReason() == null ? null : answer;
    }
}
