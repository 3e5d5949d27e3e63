package io.github.tallyport.relay;

import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows of a completion, or of one chunk of it, after reading it: positions in the document, and the few
 * values that decide. Mutable and reused: one per answer.
 */
final class Completion {
    /** Member {@code error}, from its name on; with {@link #error} null it was {@code null}. */
    final Span errorMember = new Span();

    final Span idValue = new Span();
    final Span modelValue = new Span();
    final Span createdValue = new Span();

    /** Member {@code usage}, from its name on, and its value. */
    final Span usageMember = new Span();

    final Span usageValue = new Span();

    /** Members {@code usage} before the last one, which alone counts: to be cut. */
    final Span[] formerUsages = {new Span(), new Span(), new Span()};

    /** What the upstream itself charges, inside {@code usage}: members to be cut, in order. */
    final Span[] costMembers = {new Span(), new Span()};

    final Span roleMember = new Span();
    final Span finishValue = new Span();
    /** The name of whichever reasoning member came last, with its quotes. */
    final Span reasoningName = new Span();

    final Span reasoningValue = new Span();
    final Span reasoningContentValue = new Span();

    /** Just behind the brace that opens the document. */
    int body = -1;

    /** Just behind the brace that opens the first choice; -1 when there is none. */
    int choiceBody = -1;

    /** Just behind the brace that opens the first choice's delta or message; -1 when there is none. */
    int deltaBody = -1;

    boolean choiceEmpty;
    boolean deltaEmpty;

    /** The text of a delta or message that has no other member. */
    final Span onlyContent = new Span();

    boolean choicesPresent;
    int choices;
    boolean object;

    @Nullable
    ProviderError error;

    @Nullable
    String finishReason;

    UsageReading usage = UsageReading.ABSENT;

    private final Span[] spans = {
        errorMember,
        idValue,
        onlyContent,
        modelValue,
        createdValue,
        usageMember,
        usageValue,
        formerUsages[0],
        formerUsages[1],
        formerUsages[2],
        costMembers[0],
        costMembers[1],
        roleMember,
        finishValue,
        reasoningName,
        reasoningValue,
        reasoningContentValue
    };

    void clear() {
        for (Span span : spans) {
            span.clear();
        }
        body = -1;
        choiceBody = -1;
        deltaBody = -1;
        choiceEmpty = true;
        deltaEmpty = true;
        choicesPresent = false;
        choices = 0;
        object = false;
        error = null;
        finishReason = null;
        usage = UsageReading.ABSENT;
    }
}
