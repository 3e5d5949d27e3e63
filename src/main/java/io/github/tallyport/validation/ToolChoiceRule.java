package io.github.tallyport.validation;

import tools.jackson.core.JsonToken;

/** A word, one function, or a set of allowed ones. The published document calls it an array: an array is refused. */
final class ToolChoiceRule implements Rule {
    private static final int MAX_ALLOWED = 128;
    private static final Choices WORDS = new Choices("none", "auto", "required");

    private static final Rule FUNCTION = new ObjectRule()
            .must("name", new NameRule(at -> at.draft().chosen.add(new Draft.Chosen(at.path(), at.text()))));

    private static final Rule ALLOWED = new ObjectRule()
            .must("mode", ChoiceRule.of("auto", "required"))
            .must(
                    "tools",
                    new ArrayRule(
                            MAX_ALLOWED,
                            "an array of objects",
                            new ObjectRule().tagged("function").may("function", FUNCTION)));

    private static final Rule CHOICE = new ObjectRule()
            .tagged("function", "allowed_tools")
            .may("function", FUNCTION)
            .may("allowed_tools", ALLOWED);

    @Override
    public void read(Reading at) {
        if (at.isText()) {
            at.draft().toolChoiceIsNone = WORDS.require(at) == 0;
        } else if (at.token() == JsonToken.START_OBJECT) {
            CHOICE.read(at);
        } else {
            throw at.wrongType("one of a string or object");
        }
    }
}
