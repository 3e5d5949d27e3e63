package io.github.tallyport.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.openai.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What clients were told and what the provider saw, against the books. */
public final class Reckoning {
    private static final int SHOWN = 20;

    private final Crowd crowd;
    private final Set<String> dispatched;
    private final List<Booked> rows;
    private final List<String> wrong = new ArrayList<>();

    /** @param crowd has ended */
    public Reckoning(Crowd crowd, LoadedProvider provider, JdbcClient books) {
        this.crowd = crowd;
        this.dispatched = provider.seen();
        this.rows = Booked.all(books);
    }

    /** Fails with what is wrong, else gives the figures. */
    public String settled() {
        Map<String, List<Booked>> byId = rows.stream().collect(Collectors.groupingBy(Booked::requestId));
        byId.forEach((id, those) -> check(those.size() == 1, id + " has " + those.size() + " rows"));
        byId.keySet().forEach(id -> check(crowd.asked().contains(id), id + " has a row and was never asked"));
        dispatched.forEach(id -> check(byId.containsKey(id), id + " was sent to the provider and has no row"));
        rows.forEach(this::row);
        crowd.told().forEach(end -> acknowledged(end, byId.getOrDefault(end.id(), List.of())));
        crowd.oddities().forEach(odd -> check(false, odd));
        assertThat(wrong.stream().limit(SHOWN))
                .as("%d differences", wrong.size())
                .isEmpty();
        return crowd.told().size() + " acknowledged " + counts(crowd.told(), Acknowledged::ending) + ", "
                + dispatched.size() + " dispatched, " + rows.size() + " rows " + counts(rows, Booked::ending) + ", "
                + leftOpen() + " of them left open";
    }

    public long leftOpen() {
        return rows.stream().filter(Booked::leftOpen).count();
    }

    private void row(Booked row) {
        check(row.cost() == row.due(), row + " costs " + row.due());
        if (row.leftOpen()) {
            check(
                    row.ending().equals("broken_off")
                            && row.source().equals("estimated")
                            && row.reservedPrompt() > 0
                            && row.reservedCompletion() > 0
                            && row.promptTokens() == row.reservedPrompt()
                            && row.completionTokens() == row.reservedCompletion()
                            && row.cost() == row.reservedCost(),
                    row + " was left open and does not say the worst case");
        }
    }

    private void acknowledged(Acknowledged end, List<Booked> those) {
        if (end.ending().equals("refused")) {
            check(those.isEmpty(), end + " was refused and has a row");
            return;
        }
        for (Booked row : those) {
            check(
                    row.ending().equals(end.ending()) && row.status() == end.status() && !row.leftOpen(),
                    end + ": " + row);
            check(end.ending().equals("answered") == row.code().isEmpty(), end + ": " + row);
            if (end.ending().equals("answered")) {
                answered(end, row);
            }
        }
        check(!those.isEmpty(), end + " has no row");
    }

    private void answered(Acknowledged end, Booked row) {
        Usage.Reported due = new Errand(end.id()).usage();
        check(
                end.prompt() == due.prompt()
                        && end.cached() == due.cached()
                        && end.completion() == due.completion()
                        && end.reasoning() == due.reasoning(),
                end + " is not what the provider said, " + due);
        check(
                row.source().equals("reported")
                        && row.promptTokens() == due.prompt()
                        && row.cachedTokens() == due.cached()
                        && row.completionTokens() == due.completion()
                        && row.reasoningTokens() == due.reasoning(),
                row + " is not what the client was told, " + end);
        check(end.cost() < 0 || end.cost() == row.cost(), row + " does not cost what the client was told, " + end);
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }

    private static <T> Map<String, Long> counts(List<T> all, Function<T, String> by) {
        return all.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }
}
