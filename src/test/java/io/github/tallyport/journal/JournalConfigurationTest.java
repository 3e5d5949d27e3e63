package io.github.tallyport.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.WrongSetting;
import io.github.tallyport.storage.DataDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class JournalConfigurationTest {
    @TempDir
    Path home;

    @EnableConfigurationProperties(JournalProperties.class)
    static class Properties {}

    @Test
    void a_context_that_is_started_again_on_the_same_directory_finds_what_was_recorded() {
        gateway(home).run(context -> {
            Journal journal = context.getBean(Journal.class);
            journal.close(journal.open(new byte[1], 1), TestJournal.bytes("A"));
        });
        gateway(home).run(context -> {
            assertThat(TestJournal.texts(context.getBean(Entries.class))).containsExactly("A");
            assertThat(context.getBean(JournalCondition.class).state()).isEqualTo(JournalState.RECORDING);
            assertThat(context.getBean(JournalCondition.class).bytesInUse()).isEqualTo(32L << 20);
        });
        assertThat(TestJournal.segments(home.resolve("journal"))).isEmpty();
    }

    @Test
    void two_contexts_are_two_journals_unless_they_share_a_directory() {
        gateway(home).run(_ -> {
            gateway(home.resolve("other")).run(other -> assertThat(other).hasNotFailed());
            gateway(home)
                    .run(second -> assertThat(second.getStartupFailure()).hasRootCauseInstanceOf(WrongSetting.class));
        });
    }

    private static ApplicationContextRunner gateway(Path data) {
        return new ApplicationContextRunner()
                .withUserConfiguration(JournalConfiguration.class, Properties.class)
                .withBean(DataDirectory.class, () -> new DataDirectory(data));
    }
}
