package io.github.tallyport.validation;

/** One of several words. */
record ChoiceRule(Choices choices, Sink sink) implements Rule {
    /** What is done with the word. */
    @FunctionalInterface
    interface Sink {
        void take(Draft draft, String word);
    }

    static ChoiceRule of(String... words) {
        return new ChoiceRule(new Choices(words), (_, _) -> {});
    }

    ChoiceRule then(Sink sink) {
        return new ChoiceRule(choices, sink);
    }

    @Override
    public void read(Reading at) {
        int position = choices.require(at);
        sink.take(at.draft(), choices.word(position));
    }
}
