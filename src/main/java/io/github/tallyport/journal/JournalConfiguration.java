package io.github.tallyport.journal;

import io.github.tallyport.fault.WrongSetting;
import io.github.tallyport.storage.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JournalProperties.class)
class JournalConfiguration {
    private static final String DIRECTORY = "journal";
    static final String DATA_DIR = "tallyport.data-dir";

    @Bean(initMethod = "start", destroyMethod = "close")
    MappedJournal journal(DataDirectory data, JournalProperties properties) {
        return at(
                data.file(DIRECTORY),
                new RealDisk(),
                properties.limits(),
                properties.terms(),
                new SecureRandom().nextLong(1, Long.MAX_VALUE));
    }

    @Bean
    Entries entries(MappedJournal journal) {
        return journal.entries();
    }

    @Bean
    KeptEntries keptEntries(DataDirectory data) {
        return new KeptInSegments(data.file(DIRECTORY));
    }

    /** @throws WrongSetting when another gateway is there, or the directory cannot be used */
    static MappedJournal at(Path path, Disk disk, Limits limits, Terms terms, long id) {
        try {
            DirectoryLock lock = DirectoryLock.of(Files.createDirectories(path));
            try {
                return new MappedJournal(lock, JournalDirectory.of(path), disk, limits, terms, id);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new WrongSetting(DATA_DIR, "the journal in it cannot be used: " + e);
        }
    }
}
