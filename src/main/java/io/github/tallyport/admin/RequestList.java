package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some requests, the newest first. */
record RequestList(
        @Member("The newest first") List<RequestView> data,

        @Member("Whether there are older ones") boolean hasMore,

        @Member("What to ask for after these, or null") @Nullable
        String next) {}
