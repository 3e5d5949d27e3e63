package io.github.tallyport.explain;

/**
 * A request, and who would send it.
 *
 * @param body of a chat request, as a client would send it; not to be written to
 */
public record Question(Whom whom, byte[] body) {
    /** Whose key it would be sent with. */
    public sealed interface Whom {}

    /** @param id public */
    public record KeyId(String id) implements Whom {}

    /** A key itself. */
    public record Secret(String text) implements Whom {
        @Override
        public String toString() {
            return "a secret";
        }
    }

    @Override
    public String toString() {
        return "a question about " + whom;
    }
}
