package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some tenants, by id. */
record TenantList(
        @Member("By id") List<TenantView> data,

        @Member("Whether others come after these") boolean hasMore,

        @Member("What to ask for after these, or null") @Nullable
        String next) {}
