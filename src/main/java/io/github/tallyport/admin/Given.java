package io.github.tallyport.admin;

import io.github.tallyport.fault.ParameterFaults;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the query of a request gives. Whatever does not fit is a {@link io.github.tallyport.fault.Refusal}, 400, with the
 * parameter's name as its path.
 *
 * @param texts by parameter; what was given several times is joined by commas
 */
record Given(Map<String, String> texts) {
    private static final int LONGEST = 1024;
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    boolean has(Query query) {
        return texts.containsKey(query.name());
    }

    /** Null when it is not said. */
    @Nullable
    String text(Query query) {
        String text = texts.get(query.name());
        return text == null ? null : sound(query, text);
    }

    /** Of a parameter that may be given several times; empty when it is not said. */
    Set<String> words(Query query) {
        String text = texts.get(query.name());
        Set<String> words = new LinkedHashSet<>();
        if (text != null) {
            for (String word : text.split(",", -1)) {
                words.add(sound(query, word));
            }
        }
        return words;
    }

    /** The same, where only some words are understood, each for something else. */
    <T> Set<T> words(Query query, Map<String, T> understood) {
        Set<T> meant = new LinkedHashSet<>();
        for (String word : words(query)) {
            meant.add(one(query, word, understood));
        }
        return meant;
    }

    /** One of some words. */
    <T> T word(Query query, Map<String, T> understood, T otherwise) {
        String word = text(query);
        return word == null ? otherwise : one(query, word, understood);
    }

    /** How many are wanted, from 1. */
    int limit(int otherwise, int max) {
        return Math.toIntExact(number(Query.LIMIT, otherwise, 1, max));
    }

    int limit() {
        return limit(Query.DEFAULT_LIMIT, Query.MAX_LIMIT);
    }

    long number(Query query, long otherwise, long min, long max) {
        String text = texts.get(query.name());
        if (text == null) {
            return otherwise;
        }
        if (!WHOLE.matcher(text).matches()) {
            throw ParameterFaults.wrongType(query.name(), "an integer", "'" + ParameterFaults.echo(text) + "'")
                    .refusal();
        }
        long number = Long.parseLong(text);
        if (number < min) {
            throw ParameterFaults.integerBelow(query.name(), min, text).refusal();
        }
        if (number > max) {
            throw ParameterFaults.integerAbove(query.name(), max, text).refusal();
        }
        return number;
    }

    /** A time, or a date for its midnight in UTC. An offset's plus sign has become a blank when it was not escaped. */
    @Nullable
    Instant moment(Query query) {
        String given = text(query);
        if (given == null) {
            return null;
        }
        String text = given.replace(' ', '+').toUpperCase(Locale.ROOT);
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            if (MOMENT.matcher(text).matches()) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException e) {
            throw noMoment(query, given);
        }
        throw noMoment(query, given);
    }

    private static RuntimeException noMoment(Query query, String text) {
        return ParameterFaults.malformed(
                        query.name(),
                        "a time of RFC 3339 such as 2027-01-31T12:00:00Z, or a date such as 2027-01-31",
                        text)
                .refusal();
    }

    private static <T> T one(Query query, String word, Map<String, T> understood) {
        T meant = understood.get(word);
        if (meant == null) {
            throw ParameterFaults.invalidValue(query.name(), word, List.copyOf(understood.keySet()))
                    .refusal();
        }
        return meant;
    }

    /** The database takes no U+0000, and is not asked for nothing. */
    private static String sound(Query query, String text) {
        if (text.isEmpty()) {
            throw ParameterFaults.emptyString(query.name()).refusal();
        }
        if (text.length() > LONGEST) {
            throw ParameterFaults.stringTooLong(query.name(), LONGEST, text.length())
                    .refusal();
        }
        if (text.indexOf(0) >= 0) {
            throw ParameterFaults.nulCharacter(query.name()).refusal();
        }
        return text;
    }
}
