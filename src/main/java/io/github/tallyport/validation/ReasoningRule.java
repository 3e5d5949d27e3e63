package io.github.tallyport.validation;

/** The provider's own way of asking for reasoning. */
final class ReasoningRule implements Rule {
    private static final String[] EFFORTS = {"none", "minimal", "low", "medium", "high", "xhigh", "max"};

    /** OpenAI's {@code reasoning_effort}. */
    static final Rule EFFORT = ChoiceRule.of(EFFORTS).then((draft, word) -> draft.reasoning.effort = word);

    private static final Rule REASONING = new ObjectRule()
            .may("enabled", new FlagRule((draft, _) -> draft.reasoning.enabled = true))
            .may("effort", ChoiceRule.of(EFFORTS).then((draft, word) -> draft.reasoning.effortInside = word))
            .may("max_tokens", new IntegerRule(1, Integer.MAX_VALUE, (draft, _) -> draft.reasoning.budget = true))
            .may("exclude", new FlagRule((draft, value) -> draft.reasoning.excluded = value));

    @Override
    public void read(Reading at) {
        int brace = at.start();
        REASONING.read(at);
        at.draft().reasoning.inside = brace + 1;
    }
}
