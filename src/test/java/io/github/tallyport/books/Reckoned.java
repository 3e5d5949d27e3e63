package io.github.tallyport.books;

import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.Receipt;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports as anybody would reckon them, row by row, with numbers that have no end. */
final class Reckoned {
    private Reckoned() {}

    static Map<UsageRow.Names, List<BigInteger>> usage(
            Collection<Booked> rows, Instant from, Instant to, Set<Grouping> by, Reach reach) {
        Map<UsageRow.Names, List<BigInteger>> sums = new HashMap<>();
        for (Booked row : rows) {
            Asking asking = row.receipt().asking();
            Instant at = Instant.ofEpochMilli(asking.receivedAt());
            if (!at.isBefore(from) && at.isBefore(to) && reaches(reach, asking)) {
                sums.merge(names(asking, at, by), numbers(row.receipt()), Reckoned::added);
            }
        }
        return sums;
    }

    static List<BigInteger> numbers(Totals totals) {
        List<BigInteger> numbers = new ArrayList<>();
        numbers.add(BigInteger.valueOf(totals.requests()));
        for (long one : totals.tokensAndMoney()) {
            numbers.add(BigInteger.valueOf(one));
        }
        return numbers;
    }

    static boolean reaches(Reach reach, Asking asking) {
        return contains(reach.tenants(), asking.tenant())
                && contains(reach.keys(), asking.key())
                && contains(reach.models(), asking.model());
    }

    private static boolean contains(Set<String> wanted, @Nullable String name) {
        return wanted.isEmpty() || (name != null && wanted.contains(name));
    }

    private static UsageRow.Names names(Asking asking, Instant at, Set<Grouping> by) {
        LocalDate day = at.atZone(asking.zone()).toLocalDate();
        return new UsageRow.Names(
                by.contains(Grouping.TENANT) ? asking.tenant() : null,
                by.contains(Grouping.KEY) ? asking.key() : null,
                by.contains(Grouping.MODEL) ? (asking.model() == null ? "" : asking.model()) : null,
                by.contains(Grouping.DAY) ? day : null);
    }

    private static List<BigInteger> numbers(Receipt receipt) {
        return List.of(
                BigInteger.ONE,
                BigInteger.valueOf(receipt.usage().prompt()),
                BigInteger.valueOf(receipt.usage().cached()),
                BigInteger.valueOf(receipt.usage().completion()),
                BigInteger.valueOf(receipt.usage().reasoning()),
                BigInteger.valueOf(receipt.cost()),
                BigInteger.valueOf(receipt.saved()));
    }

    private static List<BigInteger> added(List<BigInteger> one, List<BigInteger> other) {
        List<BigInteger> sum = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sum.add(one.get(i).add(other.get(i)));
        }
        return sum;
    }
}
