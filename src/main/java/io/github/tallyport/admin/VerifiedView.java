package io.github.tallyport.admin;

import io.github.tallyport.books.Difference;
import io.github.tallyport.books.Verified;
import io.github.tallyport.shape.Member;
import java.time.Instant;
import java.util.List;

/** What a verification of the ledger found. */
record VerifiedView(
        @Member("Whether there is no difference") boolean ok,

        @Member("How many were compared") long rows,

        @Member("How many were compared: of quarters of an hour, and of days")
        long sums,

        @Member("How many that the journal still has were compared")
        long journalEntries,

        @Member("Rows received before were not compared, as they may be deleted")
        Instant since,

        @Member("How many there are") long differenceCount,

        @Member("The first hundred") List<DifferenceView> differences) {
    /** Something that is not as it should be. */
    record DifferenceView(
            @Member(
                    "Between a sum and what it is of, a row's cost and its tokens at its price, or the journal and the rows")
            Difference.Kind kind,

            @Member("Such as: entry 7 of journal 1") String where,

            @Member("A sentence") String what) {}

    static VerifiedView of(Verified verified) {
        return new VerifiedView(
                verified.ok(),
                verified.rows(),
                verified.sums(),
                verified.entries(),
                verified.since(),
                verified.total(),
                verified.differences().stream()
                        .map(one -> new DifferenceView(one.kind(), one.where(), one.what()))
                        .toList());
    }
}
