package io.github.tallyport.relay;

/** Under which name clients get the model's reasoning: OpenRouter's and vLLM's, DeepSeek's own, or both. */
public enum ReasoningField {
    REASONING,
    REASONING_CONTENT,
    BOTH
}
