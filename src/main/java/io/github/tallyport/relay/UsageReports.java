package io.github.tallyport.relay;

import io.github.tallyport.openai.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What the chunks of one stream say of its usage. The last report counts, and only when it is of the whole answer; what was
 * reported midway, or was followed by nonsense, is the least of an estimate. One per stream; not thread-safe.
 */
final class UsageReports {
    private static final long EVERYTHING = -1;

    private Usage.@Nullable Reported plausible;
    private byte @Nullable [] text;
    private boolean believed;
    /** Tokens, as estimated, that had been said when it was reported; {@link #EVERYTHING} when the model had stopped. */
    private long covered;

    private @Nullable String cost;

    /**
     * Takes one report.
     *
     * @param said tokens of the text so far, as estimated
     * @param stopped whether the model says no more
     * @return whether it is plausible, so that {@link #keep} may be given its text
     */
    boolean take(UsageReading report, long said, boolean stopped) {
        if (report.cost() != null) {
            cost = report.cost();
        }
        Usage.Reported usage = report.usage();
        believed = usage != null;
        if (usage != null) {
            plausible = usage;
            text = null;
            covered = stopped ? EVERYTHING : said;
        }
        return believed;
    }

    /** The last report as the client may have it. */
    void keep(byte[] report) {
        text = report;
    }

    /**
     * @param estimate what it comes to when nothing is reported
     * @param said as for {@link #take}
     */
    Usage usage(Usage.Estimated estimate, long said, boolean stopped) {
        Usage.Reported known = plausible;
        if (known == null) {
            return estimate;
        }
        if (believed && stopped && (covered == EVERYTHING || covered == said)) {
            return known;
        }
        return new Usage.Estimated(
                Math.max(estimate.prompt(), known.prompt()), Math.max(estimate.completion(), known.completion()));
    }

    /** What was kept, if it is what counts. */
    byte @Nullable [] text(Usage usage) {
        return usage instanceof Usage.Reported ? text : null;
    }

    /** The last that was given. */
    @Nullable
    String cost() {
        return cost;
    }
}
