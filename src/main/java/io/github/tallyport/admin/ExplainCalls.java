package io.github.tallyport.admin;

import io.github.tallyport.explain.Explainer;
import io.github.tallyport.shape.RecordShape;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Lets operators ask what would happen to a request, without sending it. */
final class ExplainCalls {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final RecordShape<ExplainBody> BODY = RecordShape.of(ExplainBody.class, LOOKUP);
    private static final RecordShape<ExplanationView> VIEW = RecordShape.of(ExplanationView.class, LOOKUP);

    private final Explainer explainer;

    ExplainCalls(Explainer explainer) {
        this.explainer = explainer;
    }

    List<Operation> operations() {
        return List.of(Operation.write(
                        "POST",
                        "/explain",
                        "Tell what would happen to a request: findings, limits and what is left of them, what it would"
                                + " reserve and where it would go; it changes nothing",
                        BODY,
                        VIEW,
                        this::explain)
                .tagged(false));
    }

    private Reply explain(Call call) {
        return Reply.of(ExplanationView.of(explainer.explain(call.read(BODY).question())));
    }
}
