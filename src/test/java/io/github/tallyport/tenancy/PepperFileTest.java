package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.storage.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PepperFileTest {
    @TempDir
    Path directory;

    @Test
    void it_is_made_once_for_its_owner_alone_and_stays_the_same() throws IOException {
        PepperFile file = new PepperFile(new DataDirectory(directory));

        Fingerprint first = file.pepper().fingerprint("secret");
        Fingerprint second = file.pepper().fingerprint("secret");

        assertThat(first).isEqualTo(second);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("sandbox-pepper"))))
                .isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void another_directory_has_another_pepper() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));

        assertThat(new PepperFile(new DataDirectory(directory)).pepper().fingerprint("secret"))
                .isNotEqualTo(
                        new PepperFile(new DataDirectory(elsewhere)).pepper().fingerprint("secret"));
    }

    @Test
    void a_fingerprint_is_hmac_sha_256_and_is_not_printed() {
        Fingerprint fingerprint = new Pepper(TestTenancy.PEPPER).fingerprint("secret");

        assertThat(fingerprint.hex()).isEqualTo("7d9c6f804a3e86af06fa2b29fc3e268901a1a18c95dd5702ad000c3fcc6b4d64");
        assertThat(fingerprint.toString()).isEqualTo("fingerprint");
    }

    @Test
    void a_short_pepper_is_refused() {
        assertThatThrownBy(() -> new Pepper("x".repeat(31))).isInstanceOf(IllegalArgumentException.class);
    }
}
