package io.github.tallyport.validation;

import io.github.tallyport.openai.Change;
import io.github.tallyport.openai.PartKind;
import io.github.tallyport.openai.TokenMeter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known about a request while it is being read; mutable, and seen by one reader only. */
final class Draft {
    /** A tool the request wants used, and where it says so. */
    record Chosen(String path, String tool) {}

    final TokenMeter meter = new TokenMeter();
    final List<Change> changes = new ArrayList<>(4);
    final List<String> parameters = new ArrayList<>(8);

    /** Members to put in, each with a comma before it. */
    final StringBuilder additions = new StringBuilder(0);

    /** Members whose fate depends on others, by name; only their places count. */
    private final Map<String, Change> undecided = new HashMap<>(4);

    @Nullable
    String model;

    int modelFrom;
    int modelTo;
    boolean messages;
    boolean stream;
    boolean includeUsage;
    OptionalInt maxTokens = OptionalInt.empty();
    OptionalInt maxCompletionTokens = OptionalInt.empty();
    boolean logprobs;
    long topLogprobs;
    boolean deterministic;
    int choices = 1;
    boolean audio;
    int stops;

    @Nullable
    String user;

    Map<String, String> metadata = Map.of();
    Map<PartKind, String> media = Map.of();

    boolean tools;
    final Set<String> toolNames = new HashSet<>(0);
    final List<Chosen> chosen = new ArrayList<>(0);
    boolean toolChoiceIsNone;

    final ReasoningDraft reasoning = new ReasoningDraft();

    /** Keeps the place of the first part of its kind: the path is made only then. */
    void media(PartKind kind, Reading at) {
        if (media.isEmpty()) {
            media = new EnumMap<>(PartKind.class);
        }
        if (!media.containsKey(kind)) {
            media.put(kind, at.path() + ".type");
        }
    }

    void decideLater(String name, int from, int to) {
        undecided.put(name, Change.cut(from, to));
    }

    @Nullable
    Change undecided(String name) {
        return undecided.get(name);
    }

    /** Cuts a member if it is there. */
    void drop(String name) {
        Change member = undecided.get(name);
        if (member != null) {
            changes.add(member);
        }
    }
}
