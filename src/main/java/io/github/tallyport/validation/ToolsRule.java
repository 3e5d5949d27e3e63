package io.github.tallyport.validation;

/** The functions the model may call; custom tools are refused, as no provider of the catalogue runs them. */
final class ToolsRule implements Rule {
    private static final int MAX = 128;

    private static final Rule FUNCTION = new ObjectRule()
            .must("name", new NameRule(at -> at.draft().toolNames.add(at.text())))
            .may("description", TextRule.ANY)
            .may("parameters", ShapeRule.OBJECT)
            .may("strict", FlagRule.ANY);

    private static final Rule TOOLS = new ArrayRule(
            MAX, "an array of objects", new ObjectRule().tagged("function").may("function", FUNCTION));

    @Override
    public void read(Reading at) {
        int from = at.start();
        TOOLS.read(at);
        at.meterJson(from, at.end());
        at.draft().meter.tools();
        at.draft().tools = true;
    }
}
