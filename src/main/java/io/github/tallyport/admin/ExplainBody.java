package io.github.tallyport.admin;

import io.github.tallyport.explain.Question;
import io.github.tallyport.fault.OperationFaults;
import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.shape.Member;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request of which an operator wants to know what would happen to it. */
record ExplainBody(
        @Member("The id of the key it would be sent with; or else its secret") @Nullable
        String keyId,

        @Member(value = "The key it would be sent with, if not its id", max = 200) @Nullable
        String secret,

        @Member("The body of a chat completions request") JsonNode request) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws io.github.tallyport.fault.Refusal 400 unless there is either a key's id or a secret */
    Question question() {
        return new Question(whom(), JSON.writeValueAsBytes(request));
    }

    private Question.Whom whom() {
        if (keyId != null && secret != null) {
            throw OperationFaults.eitherOr("secret", "key_id").refusal();
        }
        if (keyId != null) {
            return new Question.KeyId(keyId);
        }
        if (secret != null) {
            return new Question.Secret(secret);
        }
        throw ParameterFaults.missing("key_id").refusal();
    }

    /** Without the secret and the prompt. */
    @Override
    public String toString() {
        return "a request to be explained";
    }
}
