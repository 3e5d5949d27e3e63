package io.github.tallyport.cache;

/** Who shares an answer. Whoever asks for one has to say so. */
public sealed interface Sharing {
    /** All keys of one tenant. */
    record OfTenant(String tenant) implements Sharing {
        @Override
        public String text() {
            return "t:" + tenant;
        }
    }

    /** One key alone. */
    record OfKey(String tenant, String key) implements Sharing {
        @Override
        public String text() {
            return "k:" + tenant + ":" + key;
        }
    }

    /** Everybody, by the operator's explicit configuration. */
    record OfAll() implements Sharing {
        @Override
        public String text() {
            return "g:";
        }
    }

    /** Requests of one tenant that carry the same Idempotency-Key, and so are one. */
    record OfOneRequest(String tenant) implements Sharing {
        @Override
        public String text() {
            return "i:" + tenant;
        }
    }

    /** In one word, which no other has. */
    String text();

    /** Whether the answer may be of this tenant. */
    default boolean concerns(String other) {
        return switch (this) {
            case OfTenant(String tenant) -> tenant.equals(other);
            case OfKey(String tenant, String _) -> tenant.equals(other);
            case OfOneRequest(String tenant) -> tenant.equals(other);
            case OfAll _ -> true;
        };
    }
}
