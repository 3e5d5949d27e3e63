package io.github.tallyport.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.WrongSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
    @TempDir
    Path home;

    @Test
    void a_second_journal_in_the_same_directory_is_refused_in_one_sentence_and_the_first_goes_on() {
        Path directory = home.resolve("journal");
        try (MappedJournal first = TestJournal.open(directory)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> TestJournal.open(directory))
                        .isInstanceOf(WrongSetting.class)
                        .hasMessage("tallyport.data-dir: another gateway that is running uses the journal in "
                                + directory + "; every gateway needs a data directory of its own");
            }
            first.close(first.open(new byte[1], 1), new byte[1]);
            assertThat(TestJournal.drain(first.entries())).hasSize(1);
        }
        TestJournal.open(directory).close();
    }

    @Test
    void a_process_is_refused_what_another_process_holds() throws Exception {
        Path directory = home.resolve("journal");
        try (ChildJournal child = ChildJournal.start(directory, home.resolve("said"))) {
            child.hasSaid(1);

            assertThatThrownBy(() -> TestJournal.open(directory))
                    .isInstanceOf(WrongSetting.class)
                    .hasMessageContaining("another gateway that is running");
        }
        TestJournal.open(directory).close();
    }

    @Test
    void two_directories_are_two_journals() {
        try (MappedJournal one = TestJournal.open(home.resolve("one"));
                MappedJournal other = TestJournal.open(home.resolve("other"))) {
            one.close(one.open(new byte[1], 1), new byte[1]);
            assertThat(TestJournal.drain(other.entries())).isEmpty();
            assertThat(TestJournal.drain(one.entries())).hasSize(1);
        }
    }

    @Test
    void a_directory_that_cannot_be_made_is_said() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "in the way");

        assertThatThrownBy(() -> TestJournal.open(file.resolve("journal")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageStartingWith("tallyport.data-dir: the journal in it cannot be used: ");
    }
}
