package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some lines of a report. */
record UsageList(
        @Member("By what they are grouped by; one line when by nothing")
        List<UsageLine> data,

        @Member("Whether others come after these") boolean hasMore,

        @Member("What to ask for after these, or null") @Nullable
        String next) {}
