package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import io.github.tallyport.shape.RecordShape;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** That answers were forgotten. */
record PurgedView(
        @Member("Whose answers; null when it was everybody's") @Nullable
        String tenant,

        @Member("1, 2, 3, …: how many purges there have been")
        long number)
        implements View {
    static final RecordShape<PurgedView> SHAPE = RecordShape.of(PurgedView.class, MethodHandles.lookup());

    @Override
    public RecordShape<?> shape() {
        return SHAPE;
    }

    @Override
    public long version() {
        return number;
    }

    @Override
    public String subject() {
        return tenant == null ? "cache" : "cache/" + tenant;
    }
}
