package io.github.tallyport.openai;

/**
 * How many tokens a request took, and who says so.
 *
 * <p>{@code cached} is part of {@code prompt} and {@code reasoning} part of {@code completion}: never add them. All counts
 * are 0 or more.
 */
public sealed interface Usage {
    long prompt();

    long cached();

    long completion();

    long reasoning();

    /** Told by the upstream, and plausible. */
    record Reported(long prompt, long cached, long completion, long reasoning) implements Usage {
        public Reported {
            requireCounts(prompt, cached, completion, reasoning);
        }
    }

    /** Reckoned by the gateway from the text it saw, because the upstream did not say or said nonsense. */
    record Estimated(long prompt, long completion) implements Usage {
        public Estimated {
            requireCounts(prompt, 0, completion, 0);
        }

        @Override
        public long cached() {
            return 0;
        }

        @Override
        public long reasoning() {
            return 0;
        }
    }

    /** Nothing was used: the request was refused, or failed before the upstream did anything. */
    Usage NONE = new Estimated(0, 0);

    private static void requireCounts(long prompt, long cached, long completion, long reasoning) {
        if (prompt < 0 || cached < 0 || completion < 0 || reasoning < 0 || cached > prompt || reasoning > completion) {
            throw new IllegalArgumentException("not a usage: prompt=" + prompt + " cached=" + cached + " completion="
                    + completion + " reasoning=" + reasoning);
        }
    }
}
