package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The tests' reader of CSV takes what it should, and not what it should not. */
class CsvTextTest {
    @Test
    void it_reads_what_the_RFC_has_and_refuses_what_it_has_not() {
        assertThat(CsvText.rows("a,b\r\n1,\r\n\"\",\"x\"\"y,\r\nz\"\r\n").toString())
                .isEqualTo("[{a=1, b=}, {a=, b=x\"y,\r\nz}]");
        assertThat(CsvText.rows("a\r\n")).isEmpty();
        assertThatThrownBy(() -> CsvText.rows("a\n1\n")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> CsvText.rows("a\r\n1\"2\r\n")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> CsvText.rows("a,b\r\n1\r\n")).isInstanceOf(AssertionError.class);
    }
}
