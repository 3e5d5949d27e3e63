package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a key is given another secret. */
record RotationBody(
        @Member("How long earlier secrets stay good, up to P30D; none: they end at once") @Nullable
        Duration grace) {}
