package io.github.tallyport.validation;

/** What the answer is to look like. A schema is written into the prompt by the provider, so it counts. */
final class ResponseFormatRule implements Rule {
    private static final Rule SCHEMA = new ObjectRule()
            .must("name", new NameRule(_ -> {}))
            .may("description", TextRule.ANY)
            .may("schema", ShapeRule.OBJECT)
            .may("strict", FlagRule.ANY);

    private static final Rule FORMAT =
            new ObjectRule().tagged("text", "json_object", "json_schema").may("json_schema", SCHEMA);

    @Override
    public void read(Reading at) {
        int from = at.start();
        FORMAT.read(at);
        at.meterJson(from, at.end());
    }
}
