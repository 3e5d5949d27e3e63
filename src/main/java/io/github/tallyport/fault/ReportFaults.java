package io.github.tallyport.fault;

import java.time.Duration;
import java.time.Instant;

/** What is wrong with a report that is asked for. */
public final class ReportFaults {
    private static final String INVALID = "invalid_value";

    private ReportFaults() {}

    /** The books cannot be read now. */
    public static Fault unavailable() {
        return Fault.gateway(
                503,
                Fault.UNAVAILABLE,
                "server_is_overloaded",
                "The ledger cannot be read at the moment. Please try again later.",
                new Retry.After(Duration.ofSeconds(2)));
    }

    /** @param since when the oldest requests that are still there were received */
    public static Fault onlySums(String path, Instant since) {
        return Fault.client(
                400,
                "requests_deleted",
                path,
                "Invalid '" + path + "': of requests received before " + since
                        + " only sums are kept. Reports of that time begin and end at whole quarters of an hour, and have no"
                        + " buckets shorter than an hour.");
    }

    public static Fault endsBeforeItBegins(String path, String from) {
        return Fault.client(
                400, INVALID, path, "Invalid '" + path + "': expected no earlier moment than '" + from + "'.");
    }

    /** @param path of what would make it smaller */
    public static Fault tooManyRows(String path, int most) {
        return Fault.client(
                400,
                INVALID,
                path,
                "Invalid '" + path + "': the report has more than " + most + " rows. Ask for a smaller part of it.");
    }

    /** Beyond 2⁶³ − 1. */
    public static Fault tooLarge() {
        return Fault.client(
                400, "sum_too_large", null, "A sum in this report is too large. Ask for a shorter stretch of time.");
    }
}
