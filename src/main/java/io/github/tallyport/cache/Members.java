package io.github.tallyport.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Members of a JSON object, in the order of their first coming. Not thread-safe. */
final class Members {
    /** @param named the value with its name before it, as it is written into another object */
    private record Member(Raw named, Raw value) {}

    private final Map<String, Member> members = new LinkedHashMap<>();

    /**
     * Reads an object, of which nothing but the members' bounds is looked at. Of a name that is there twice the last counts.
     *
     * @throws UnreadableAnswer when it is no object
     */
    static Members of(Raw object) {
        Members read = new Members();
        try (JsonParser parser = Json.parser(object.bytes(), object.from(), object.to())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableAnswer("no JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                int start = object.from() + Json.start(parser);
                parser.nextToken();
                Raw value = Json.value(parser, object.bytes(), object.from());
                read.members.put(name, new Member(new Raw(object.bytes(), start, value.to()), value));
            }
            if (parser.nextToken() != null) {
                throw new UnreadableAnswer("more than one JSON object");
            }
        }
        return read;
    }

    /** Adds what is in the other; where both have a value, the other's stays. A null never takes the place of a value. */
    void addLast(Members other) {
        other.members.forEach((name, member) ->
                members.merge(name, member, (former, latter) -> latter.value.isNull() ? former : latter));
    }

    /**
     * Adds what is in the other.
     *
     * @throws UnreadableAnswer when a member has a value in both: nobody could say how the two are to be joined
     */
    void addOnce(Members other) {
        boolean once = other.members.entrySet().stream().allMatch(entry -> {
            Member former = members.get(entry.getKey());
            return former == null
                    || former.value.isNull()
                    || entry.getValue().value.isNull();
        });
        if (!once) {
            throw new UnreadableAnswer("a member in two parts");
        }
        addLast(other);
    }

    /** The value of a member, or null when there is none: a JSON null is a value. */
    @Nullable
    Raw get(String name) {
        Member member = members.get(name);
        return member == null ? null : member.value;
    }

    /** As {@link #get}, and the member is there no longer. */
    @Nullable
    Raw take(String name) {
        Member member = members.remove(name);
        return member == null ? null : member.value;
    }

    /** As {@link #take}, if the value is a string; whatever else it is stays. */
    @Nullable
    Raw takeText(String name) {
        Raw value = get(name);
        return value != null && value.isText() ? take(name) : null;
    }

    /** As {@link #take}, if the value is an array with something in it; whatever else it is stays. */
    @Nullable
    Raw takeList(String name) {
        Raw value = get(name);
        return value != null && value.isArray() && !value.inner().isBlank() ? take(name) : null;
    }

    /** Puts every member into the object that is being written, with commas before all but the object's first. */
    void writeTo(Buffer out) {
        for (Member member : members.values()) {
            separate(out);
            member.named.writeTo(out);
        }
    }

    /** Puts one member. */
    static void write(Buffer out, String name, Raw value) {
        separate(out);
        out.put('"').put(name).put("\":");
        value.writeTo(out);
    }

    static void separate(Buffer out) {
        if (out.last() != '{') {
            out.put(',');
        }
    }
}
