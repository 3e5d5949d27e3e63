package io.github.tallyport.load;

import io.github.tallyport.openai.Usage;
import java.util.random.RandomGenerator;

/**
 * One request, known by its id alone.
 *
 * @param id unlike every other's
 */
record Errand(String id) {
    /** What is to happen. */
    enum Kind {
        JSON(25, false),
        STREAM(35, true),
        /** The provider answers 500. */
        FAILING(8, false),
        /** The provider's stream ends before the answer does. */
        BREAKING(8, true),
        LEAVING_JSON(10, false),
        LEAVING_STREAM(14, true);

        private final int percent;
        private final boolean stream;

        Kind(int percent, boolean stream) {
            this.percent = percent;
            this.stream = stream;
        }

        static Kind any(RandomGenerator random) {
            int left = random.nextInt(100);
            for (Kind kind : values()) {
                left -= kind.percent;
                if (left < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException("the kinds come to less than 100 %");
        }
    }

    static Errand any(String prefix, RandomGenerator random) {
        return new Errand(Kind.any(random) + "-" + prefix);
    }

    Kind kind() {
        return Kind.valueOf(id.substring(0, id.indexOf('-')));
    }

    boolean stream() {
        return kind().stream;
    }

    /** What the provider says it used. */
    Usage.Reported usage() {
        int prompt = 1 + some(5000, 1);
        int completion = 1 + some(3000, 2);
        return new Usage.Reported(prompt, prompt / 3, completion, completion / 4);
    }

    /** 0 or more and less than the bound. */
    int some(int bound, int salt) {
        return Math.floorMod(((id.hashCode() + salt) * 0x9E3779B9) >>> 8, bound);
    }

    String body(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + id
                + "\"}],\"max_tokens\":4000"
                + (stream() ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}" : "}");
    }
}
