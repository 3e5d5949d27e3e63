package io.github.tallyport.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.openai.ErrorBody;
import io.github.tallyport.openai.Splice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The corrections every answer needs, whole or in chunks; noted in any order, applied from left to right. */
final class Edits {
    /** @param bytes null to cut the member that stands there */
    private record Edit(int from, int to, byte @Nullable [] bytes) {}

    /** What is put in front of a member goes before the member that is cut there. */
    private static final Comparator<Edit> LEFT_TO_RIGHT =
            Comparator.comparingInt(Edit::from).thenComparingInt(Edit::to);

    private static final byte[] REASONING = ",\"reasoning\":".getBytes(UTF_8);
    private static final byte[] REASONING_CONTENT = ",\"reasoning_content\":".getBytes(UTF_8);
    private static final byte[] NULL = "null".getBytes(UTF_8);

    private final byte[] quotedModel;
    private final ReasoningField reasoning;
    private final List<Edit> edits = new ArrayList<>(6);

    Edits(RelayTerms terms) {
        this.quotedModel = ErrorBody.quoted(terms.model()).getBytes(UTF_8);
        this.reasoning = terms.reasoning();
    }

    byte[] quotedModel() {
        return quotedModel;
    }

    void begin() {
        edits.clear();
    }

    boolean isEmpty() {
        return edits.isEmpty();
    }

    void cut(Span member) {
        edits.add(new Edit(member.from, member.to, null));
    }

    /** Those of them that are there. */
    void cut(Span[] members) {
        for (Span member : members) {
            if (member.present()) {
                cut(member);
            }
        }
    }

    void put(int at, String text) {
        edits.add(new Edit(at, at, text.getBytes(UTF_8)));
    }

    void replace(Span span, byte[] bytes) {
        edits.add(new Edit(span.from, span.to, bytes));
    }

    /** The model's name as the client knows it, no {@code error: null}, OpenAI's finish reasons, the reasoning's name. */
    void common(byte[] document, int offset, Completion completion) {
        if (completion.modelValue.present() && !same(document, offset, completion.modelValue, quotedModel)) {
            replace(completion.modelValue, quotedModel);
        }
        if (completion.errorMember.present()) {
            cut(completion.errorMember);
        }
        if (completion.finishReason != null) {
            String known = FinishReason.known(completion.finishReason);
            if (known == null) {
                replace(completion.finishValue, NULL);
            } else if (!known.equals(completion.finishReason)) {
                replace(completion.finishValue, ("\"" + known + "\"").getBytes(UTF_8));
            }
        }
        reasoning(document, offset, completion);
    }

    private void reasoning(byte[] document, int offset, Completion completion) {
        boolean plain = completion.reasoningValue.present();
        if (plain == completion.reasoningContentValue.present()) {
            return;
        }
        Span value = plain ? completion.reasoningValue : completion.reasoningContentValue;
        byte[] other = plain ? REASONING_CONTENT : REASONING;
        if (reasoning == ReasoningField.BOTH) {
            byte[] text = Arrays.copyOf(other, other.length + value.to - value.from);
            System.arraycopy(document, offset + value.from, text, other.length, value.to - value.from);
            edits.add(new Edit(value.to, value.to, text));
        } else if (plain == (reasoning == ReasoningField.REASONING_CONTENT)) {
            replace(completion.reasoningName, Arrays.copyOfRange(other, 1, other.length - 1));
        }
    }

    byte[] apply(byte[] document, int from, int to) {
        edits.sort(LEFT_TO_RIGHT);
        Splice splice = new Splice(Arrays.copyOfRange(document, from, to));
        for (Edit edit : edits) {
            if (edit.bytes == null) {
                splice.cutMember(edit.from, edit.to);
            } else {
                splice.replace(edit.from, edit.to, edit.bytes);
            }
        }
        return splice.toBytes();
    }

    static boolean same(byte[] document, int offset, Span span, byte[] expected) {
        return Arrays.equals(document, offset + span.from, offset + span.to, expected, 0, expected.length);
    }
}
