package io.github.tallyport.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the last user message asks to go wrong, in words such as {@code tallyport:429}; the table below is the whole
 * grammar. Several words may be combined; of two that contradict each other the first counts, and unknown ones are
 * ordinary content.
 */
final class Rehearsal {
    /** What happens instead of a whole answer. */
    enum Accident {
        NONE,
        STATUS,
        HTML,
        ERROR_AS_ANSWER,
        ERROR_FIRST,
        ERROR_LATER,
        HANG,
        STALL,
        DROP_FIRST,
        DROP_LATER,
        TRUNCATE
    }

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final long LONGEST_ANSWER = 100_000;
    private static final Pattern WORD = Pattern.compile("(?<![\\w:-])tallyport:([a-z0-9]+(?:-[a-z0-9]+)*)(?![\\w-])");
    private static final List<Row> GRAMMAR = List.of(
            row("([45]\\d\\d)(?:-(\\d{1,4}))?", (plan, given) -> {
                plan.refuse(Accident.STATUS, number(given, 1));
                plan.retryAfter = given.group(2) == null ? plan.retryAfter : number(given, 2);
            }),
            row("rate-limit(?:-(\\d{1,4}))?", (plan, given) -> {
                plan.refuse(Accident.STATUS, 429);
                plan.limited = true;
                plan.retryAfter = given.group(1) == null ? plan.retryAfter : number(given, 1);
            }),
            row("html-([45]\\d\\d)", (plan, given) -> plan.refuse(Accident.HTML, number(given, 1))),
            row("context-length", (plan, given) -> {
                plan.refuse(Accident.STATUS, 400);
                plan.tooLong = true;
            }),
            row("200-error", (plan, given) -> plan.happen(Accident.ERROR_AS_ANSWER)),
            row("error-first", (plan, given) -> plan.happen(Accident.ERROR_FIRST)),
            row("error-mid-stream", (plan, given) -> plan.happen(Accident.ERROR_LATER)),
            row("hang", (plan, given) -> plan.happen(Accident.HANG)),
            row("stall", (plan, given) -> plan.happen(Accident.STALL)),
            row("drop", (plan, given) -> plan.happen(Accident.DROP_FIRST)),
            row("drop-mid-stream", (plan, given) -> plan.happen(Accident.DROP_LATER)),
            row("truncate", (plan, given) -> plan.happen(Accident.TRUNCATE)),
            row("slow-(\\d{1,6})(ms|s)", (plan, given) -> plan.wait = time(given)),
            row("pace-(\\d{1,6})(ms|s)", (plan, given) -> plan.pace = time(given)),
            row("length", (plan, given) -> plan.finish("length")),
            row("content-filter", (plan, given) -> plan.finish("content_filter")),
            row("no-usage", (plan, given) -> plan.usage = false),
            row("no-done", (plan, given) -> plan.done = false),
            row("empty", (plan, given) -> plan.tokens = 0),
            row("long-(\\d{1,6})", (plan, given) -> plan.tokens = Math.min(LONGEST_ANSWER, number(given, 1))),
            row("tool-call", (plan, given) -> plan.callsTool = true));

    private Accident accident = Accident.NONE;
    private int status = 200;
    private int retryAfter;
    private boolean tooLong;
    private boolean limited;
    private boolean usage = true;
    private boolean done = true;
    private boolean callsTool;
    private long tokens = -1;
    private @Nullable String finish;
    private @Nullable Duration wait;
    private @Nullable Duration pace;

    private Rehearsal() {}

    static Rehearsal in(String message) {
        Rehearsal plan = new Rehearsal();
        WORD.matcher(message).results().map(found -> found.group(1)).forEach(plan::read);
        return plan;
    }

    Accident accident() {
        return accident;
    }

    int status() {
        return status;
    }

    /** Seconds, or 0 for none. */
    int retryAfter() {
        return retryAfter > 0 || status != 429 ? retryAfter : 1;
    }

    /** The refusal is about the context length. */
    boolean tooLong() {
        return tooLong;
    }

    /** The refusal stands for one of the gateway's own limits, not for a provider's. */
    boolean limited() {
        return limited;
    }

    boolean withUsage() {
        return usage;
    }

    boolean withDone() {
        return done;
    }

    /** A tool is called though none was forced. */
    boolean callsTool() {
        return callsTool;
    }

    /** The size of the answer, or -1 for the usual one. */
    long tokens() {
        return tokens;
    }

    @Nullable
    String finish() {
        return finish;
    }

    Duration waitOr(Duration usual) {
        return wait == null ? usual : wait;
    }

    Duration paceOr(Duration usual) {
        return pace == null ? usual : pace;
    }

    private void read(String word) {
        for (Row row : GRAMMAR) {
            var given = row.form.matcher(word);
            if (given.matches()) {
                row.effect.accept(this, given);
                return;
            }
        }
    }

    private void happen(Accident one) {
        if (accident == Accident.NONE) {
            accident = one;
        }
    }

    private void refuse(Accident one, int with) {
        if (accident == Accident.NONE) {
            accident = one;
            status = with;
        }
    }

    private void finish(String reason) {
        finish = finish == null ? reason : finish;
    }

    private static int number(MatchResult given, int group) {
        return Integer.parseInt(given.group(group));
    }

    private static Duration time(MatchResult given) {
        Duration asked =
                given.group(2).equals("s") ? Duration.ofSeconds(number(given, 1)) : Duration.ofMillis(number(given, 1));
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }

    private record Row(Pattern form, BiConsumer<Rehearsal, MatchResult> effect) {}

    private static Row row(String form, BiConsumer<Rehearsal, MatchResult> effect) {
        return new Row(Pattern.compile(form), effect);
    }
}
