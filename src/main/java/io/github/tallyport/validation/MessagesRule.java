package io.github.tallyport.validation;

import tools.jackson.core.JsonToken;

/** The conversation: at least one message. */
final class MessagesRule implements Rule {
    @Override
    public void read(Reading at) {
        at.require(JsonToken.START_ARRAY, "an array of objects");
        ArrayRule.count(at, Integer.MAX_VALUE, new MessageReader());
        at.draft().messages = true;
    }
}
