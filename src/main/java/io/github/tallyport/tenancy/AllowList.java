package io.github.tallyport.tenancy;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models somebody may use. Immutable.
 *
 * @param models ids as the catalogue spells them; null means all, which is not the same as none
 */
public record AllowList(@Nullable Set<String> models) {
    public static final AllowList ALL = new AllowList(null);

    public AllowList {
        models = models == null ? null : Set.copyOf(models);
    }

    public static AllowList of(String... models) {
        return new AllowList(Set.of(models));
    }

    public boolean allows(String model) {
        return models == null || models.contains(model);
    }

    /** What both allow: a key narrows its tenant and cannot widen it. */
    public AllowList and(AllowList other) {
        if (models == null || other.models == null) {
            return models == null ? other : this;
        }
        return new AllowList(models.stream().filter(other::allows).collect(Collectors.toSet()));
    }
}
