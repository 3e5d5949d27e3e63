package io.github.tallyport.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.openai.ErrorBody;
import io.github.tallyport.openai.Splice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the chunks of one stream agree with each other: the same id and model on all, the role in the first delta and only
 * there, no usage but in its own last chunk. Each rule is something an official SDK breaks on.
 */
final class ChunkEditor {
    private static final byte[] ROLE = "\"role\":\"assistant\"".getBytes(UTF_8);

    private final Edits edits;
    private final RelayTerms terms;
    private byte @Nullable [] id;
    private String created;
    private boolean roleSent;

    ChunkEditor(RelayTerms terms) {
        this.terms = terms;
        this.edits = new Edits(terms);
        this.created = Long.toString(terms.receivedAt());
    }

    /** The chunk as the client may have it, or null when it is right as it stands. */
    byte @Nullable [] edit(byte[] document, int from, int to, Completion chunk) {
        edits.begin();
        edits.common(document, from, chunk);
        head(document, from, chunk);
        if (chunk.usageMember.present() && chunk.usageValue.present()) {
            edits.cut(chunk.usageMember);
        }
        edits.cut(chunk.formerUsages);
        role(document, from, chunk);
        return edits.isEmpty() ? null : edits.apply(document, from, to);
    }

    /** The last chunk: no choices, the usage. */
    byte[] usageChunk(byte[] usage) {
        return ("{\"id\":" + new String(id(), UTF_8) + ",\"object\":\"chat.completion.chunk\",\"created\":" + created
                        + ",\"model\":" + new String(edits.quotedModel(), UTF_8) + ",\"choices\":[],\"usage\":"
                        + new String(usage, UTF_8) + "}")
                .getBytes(UTF_8);
    }

    /** The provider's usage object, without what the provider itself charges. */
    byte[] usageWithoutCost(byte[] document, int from, Completion chunk) {
        int start = chunk.usageValue.from;
        Splice splice = new Splice(Arrays.copyOfRange(document, from + start, from + chunk.usageValue.to));
        for (Span cost : chunk.costMembers) {
            if (cost.present()) {
                splice.cutMember(cost.from - start, cost.to - start);
            }
        }
        return splice.toBytes();
    }

    private void head(byte[] document, int from, Completion chunk) {
        StringBuilder missing = new StringBuilder();
        if (chunk.idValue.present()) {
            byte[] known = id;
            if (known == null) {
                id = Arrays.copyOfRange(document, from + chunk.idValue.from, from + chunk.idValue.to);
            } else if (!Edits.same(document, from, chunk.idValue, known)) {
                edits.replace(chunk.idValue, known);
            }
        } else {
            missing.append("\"id\":").append(new String(id(), UTF_8)).append(',');
        }
        if (!chunk.object) {
            missing.append("\"object\":\"chat.completion.chunk\",");
        }
        if (chunk.createdValue.present()) {
            if (!roleSent) {
                Span span = chunk.createdValue;
                created = new String(document, from + span.from, span.to - span.from, UTF_8);
            }
        } else {
            missing.append("\"created\":").append(created).append(',');
        }
        if (!chunk.modelValue.present()) {
            missing.append("\"model\":")
                    .append(new String(edits.quotedModel(), UTF_8))
                    .append(',');
        }
        if (!missing.isEmpty()) {
            edits.put(chunk.body, missing.toString());
        }
    }

    private void role(byte[] document, int from, Completion chunk) {
        if (chunk.deltaBody < 0) {
            String delta = roleSent ? "{}" : "{\"role\":\"assistant\",\"content\":\"\"}";
            edits.put(chunk.choiceBody, "\"delta\":" + delta + (chunk.choiceEmpty ? "" : ","));
        } else if (!roleSent) {
            if (!chunk.roleMember.present()) {
                edits.put(chunk.deltaBody, "\"role\":\"assistant\"" + (chunk.deltaEmpty ? "" : ","));
            } else if (!Edits.same(document, from, chunk.roleMember, ROLE)) {
                edits.replace(chunk.roleMember, ROLE);
            }
        } else if (chunk.roleMember.present()) {
            edits.cut(chunk.roleMember);
        }
        roleSent = true;
    }

    private byte[] id() {
        byte[] known = id;
        if (known == null) {
            known = ErrorBody.quoted("chatcmpl-" + terms.requestId()).getBytes(UTF_8);
            id = known;
        }
        return known;
    }
}
