package io.github.tallyport.tenancy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The version of what is declared: it follows from what is written, so that every replica has the same. */
final class Edition {
    private Edition() {}

    /** @param parts whose text is the same in every process */
    static long of(Object... parts) {
        CRC32 sum = new CRC32();
        sum.update(Arrays.toString(parts).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
