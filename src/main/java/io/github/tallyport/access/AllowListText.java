package io.github.tallyport.access;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An allow-list as the database keeps it: a JSON array, or null for all. */
final class AllowListText {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};

    private AllowListText() {}

    static AllowList read(@Nullable String text) {
        return text == null ? AllowList.ALL : new AllowList(JSON.readValue(text, NAMES));
    }

    static @Nullable String write(AllowList list) {
        return list.models() == null ? null : JSON.writeValueAsString(new TreeSet<>(list.models()));
    }
}
