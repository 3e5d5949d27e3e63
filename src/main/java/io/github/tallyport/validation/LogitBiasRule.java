package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;
import tools.jackson.core.JsonToken;

/** Token ids and what is added to their logits. The ids are the provider's tokenizer's, not OpenAI's. */
final class LogitBiasRule implements Rule {
    private static final Rule BIAS = new DecimalRule(-100, 100);

    @Override
    public void read(Reading at) {
        at.require(JsonToken.START_OBJECT, "an object");
        while (at.nextIsName()) {
            String token = at.name();
            if (!isNumber(token)) {
                throw ParameterFaults.keyNotAToken("logit_bias", token).refusal();
            }
            at.foreign(token);
            at.next();
            BIAS.read(at);
        }
    }

    private static boolean isNumber(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) < '0' || token.charAt(i) > '9') {
                return false;
            }
        }
        return !token.isEmpty();
    }
}
