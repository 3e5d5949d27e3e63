package io.github.tallyport.admin;

import io.github.tallyport.books.BucketQuery;
import io.github.tallyport.books.BucketQuery.Width;
import io.github.tallyport.books.Grouping;
import io.github.tallyport.books.Reach;
import io.github.tallyport.books.Reports;
import io.github.tallyport.books.UsageBucket;
import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.fault.ReportFaults;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some stretches of equal length of a longer time. They are whole: the first begins at or before that time, the last ends at or
 * after it.
 *
 * @param next where others come after these, or null
 */
record Buckets(List<UsageBucket> shown, @Nullable String next) {
    static final Query START =
            new Query("start_time", "integer", "Unix seconds; rounded down to the width of a bucket", true);
    static final Query END = new Query(
            "end_time", "integer", "Unix seconds; the first moment that is of no interest; when it is not said, now");
    static final Query PAGE = new Query("page", "string", "What was next_page in the answer before");

    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /**
     * How long buckets are, and how many there are in an answer.
     *
     * @param usual when it is not said
     */
    record Cut(Width width, int usual, int most) {}

    static Buckets read(Reports reports, Given given, Cut cut, Set<Grouping> groupBy, Reach reach, Instant now) {
        int limit = given.limit(cut.usual(), cut.most());
        long width = cut.width().length().toSeconds();
        long start = given.number(START, 0, 0, LAST_SECOND);
        long end = given.number(END, Math.max(start, now.getEpochSecond() + 1), 0, LAST_SECOND);
        if (end < start) {
            throw ReportFaults.endsBeforeItBegins(END.name(), START.name()).refusal();
        }
        long from = from(given, start / width * width, end, width);
        long there = Math.ceilDiv(end - from, width);
        int count = (int) Math.min(limit, there);
        if (count == 0 || start == end) {
            return new Buckets(List.of(), null);
        }
        BucketQuery query = new BucketQuery(Instant.ofEpochSecond(from), cut.width(), count, groupBy, reach);
        String next =
                there > count ? Cursor.of(List.of(Long.toString(query.end().getEpochSecond()))) : null;
        return new Buckets(reports.buckets(query), next);
    }

    /** Where the first bucket of this page begins. */
    private static long from(Given given, long first, long end, long width) {
        Long from = Cursor.read(given, PAGE, 1, parts -> Long.parseLong(parts.getFirst()));
        if (from == null) {
            return first;
        }
        if (from < first || from > end || from % width != 0) {
            throw ParameterFaults.malformed(
                            PAGE.name(),
                            "what came with the answer before to the same question",
                            String.valueOf(given.text(PAGE)))
                    .refusal();
        }
        return from;
    }
}
