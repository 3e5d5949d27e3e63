package io.github.tallyport.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What changes in a request on its way to a provider: noted once while it is read, applied for every attempt, because
 * providers have their own ids for a model and budgets their own idea of the length of an answer. Immutable.
 */
public final class Revision {
    private final List<Change> changes;
    private final Change model;
    private final @Nullable Change limit;
    private final OptionalInt limitAsked;
    private final String additions;

    /**
     * @param changes that are due whoever the provider is, in any order; what lies inside another is forgotten
     * @param model where the model's value stands
     * @param limit the member that says how long the answer may be, if it is there under its final name
     * @param limitAsked what stands in it
     * @param additions members to put in, each with a comma before it
     */
    public Revision(
            List<Change> changes, Change model, @Nullable Change limit, OptionalInt limitAsked, String additions) {
        this.changes = disjoint(changes);
        this.model = model;
        this.limit = limit;
        this.limitAsked = limitAsked;
        this.additions = additions;
    }

    /** @param wanted the answer's greatest length in tokens, if there is to be one */
    byte[] apply(byte[] body, boolean sameModel, String upstreamModel, OptionalInt wanted) {
        boolean sameLimit = limit == null ? wanted.isEmpty() : wanted.equals(limitAsked);
        if (sameModel && sameLimit && changes.isEmpty() && additions.isEmpty()) {
            return body;
        }
        List<Change> all = new ArrayList<>(changes.size() + 3);
        all.addAll(changes);
        String added = additions;
        if (!sameLimit && limit != null) {
            all.add(new Change(limit.from(), limit.to(), utf8(member(wanted))));
        } else if (!sameLimit) {
            added += "," + member(wanted);
        }
        if (!sameModel) {
            all.add(new Change(model.from(), model.to(), utf8(ErrorBody.quoted(upstreamModel) + added)));
        } else if (!added.isEmpty()) {
            all.add(Change.insert(model.to(), utf8(added)));
        }
        all.sort(Change.IN_ORDER);
        Splice splice = new Splice(body);
        for (Change change : all) {
            change.note(splice);
        }
        return splice.toBytes();
    }

    private static String member(OptionalInt tokens) {
        return "\"max_tokens\":" + tokens.orElseThrow();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static List<Change> disjoint(List<Change> noted) {
        if (noted.isEmpty()) {
            return List.of();
        }
        List<Change> sorted = new ArrayList<>(noted);
        sorted.sort(Change.IN_ORDER);
        List<Change> kept = new ArrayList<>(sorted.size());
        int edge = 0;
        for (Change change : sorted) {
            if (change.from() >= edge) {
                kept.add(change);
                edge = change.to();
            }
        }
        return kept;
    }
}
