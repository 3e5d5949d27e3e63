package io.github.tallyport.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** An object with known members; others, and optional ones that are null, are not sent on. */
final class ObjectRule implements Rule {
    private record Member(Rule rule, long bit) {}

    private static final String TYPE = "type";

    private final Map<String, Member> members = new LinkedHashMap<>();
    private @Nullable Choices types;
    private long required;

    ObjectRule must(String name, Rule rule) {
        required |= 1L << members.size();
        return may(name, rule);
    }

    ObjectRule may(String name, Rule rule) {
        members.put(name, new Member(rule, 1L << members.size()));
        return this;
    }

    /** The object says what it is; a member that is called like its type must then be there too. */
    ObjectRule tagged(String... words) {
        Choices choices = new Choices(words);
        types = choices;
        return must(TYPE, choices::require);
    }

    @Override
    public void read(Reading at) {
        at.require(JsonToken.START_OBJECT, "an object");
        long seen = 0;
        long needed = required;
        while (at.nextIsName()) {
            int from = at.start();
            String name = at.name();
            Member member = members.get(name);
            at.next();
            if (member == null || (at.isNull() && (required & member.bit) == 0)) {
                at.leaveOut(name, from);
                continue;
            }
            if (types != null && name.equals(TYPE)) {
                Member payload = members.get(types.word(types.require(at)));
                needed |= payload == null ? 0 : payload.bit;
            } else {
                member.rule.read(at);
            }
            seen |= member.bit;
        }
        if ((needed & ~seen) != 0) {
            throw at.missing(firstOf(needed & ~seen));
        }
    }

    private String firstOf(long bits) {
        for (Map.Entry<String, Member> member : members.entrySet()) {
            if ((bits & member.getValue().bit) != 0) {
                return member.getKey();
            }
        }
        throw new IllegalStateException("no member has bit " + bits);
    }
}
