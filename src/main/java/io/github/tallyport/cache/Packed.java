package io.github.tallyport.cache;

import io.github.tallyport.openai.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Answers as bytes for elsewhere, compressed, with their whole key. What was written by another version is not read. */
final class Packed {
    private static final int VERSION = 1;

    private Packed() {}

    static byte[] of(KeptAnswer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(answer.document().length / 2 + 256);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            bytes.write(VERSION);
            try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
                out.writeUTF(answer.key().text());
                write(out, answer.fingerprint());
                out.writeLong(answer.since());
                out.writeUTF(answer.finishReason() == null ? "" : answer.finishReason());
                write(out, answer.usage());
                out.writeInt(answer.document().length);
                out.write(answer.document());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what was written of an answer.
     *
     * @param most bytes of a document
     * @return null when it is another key's, or longer, or of another version
     * @throws UncheckedIOException when it is damaged
     */
    static @Nullable KeptAnswer read(byte[] bytes, CacheKey key, int most) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            return null;
        }
        ByteArrayInputStream all = new ByteArrayInputStream(bytes, 1, bytes.length - 1);
        Inflater inflater = new Inflater(true);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(all, inflater))) {
            if (!in.readUTF().equals(key.text())) {
                return null;
            }
            Digest fingerprint = digest(in);
            long since = in.readLong();
            String finishReason = in.readUTF();
            Usage usage = usage(in);
            int length = in.readInt();
            if (length < 0 || length > most) {
                return null;
            }
            byte[] document = in.readNBytes(length);
            if (document.length < length) {
                throw new IOException("it ends early");
            }
            return new KeptAnswer(
                    key, fingerprint, document, usage, finishReason.isEmpty() ? null : finishReason, since);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end();
        }
    }

    private static void write(DataOutputStream out, Digest digest) throws IOException {
        out.writeLong(digest.first());
        out.writeLong(digest.second());
        out.writeLong(digest.third());
        out.writeLong(digest.fourth());
    }

    private static Digest digest(DataInputStream in) throws IOException {
        return new Digest(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    private static void write(DataOutputStream out, Usage usage) throws IOException {
        out.writeBoolean(usage instanceof Usage.Reported);
        out.writeLong(usage.prompt());
        out.writeLong(usage.cached());
        out.writeLong(usage.completion());
        out.writeLong(usage.reasoning());
    }

    private static Usage usage(DataInputStream in) throws IOException {
        boolean reported = in.readBoolean();
        Usage.Reported usage = new Usage.Reported(in.readLong(), in.readLong(), in.readLong(), in.readLong());
        return reported ? usage : new Usage.Estimated(usage.prompt(), usage.completion());
    }
}
