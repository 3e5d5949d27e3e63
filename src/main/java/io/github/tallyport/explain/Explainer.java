package io.github.tallyport.explain;

/** Says what would happen to a request, and changes nothing. Blocks: never from an event loop. */
@FunctionalInterface
public interface Explainer {
    /** @throws io.github.tallyport.fault.Refusal 404 when there is no such key, 503 when it cannot be told now */
    Explanation explain(Question question);
}
