package io.github.tallyport.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** For tests that damage files by the hundred: each would be a line in the log of the build. */
final class Silence implements BeforeEachCallback, AfterEachCallback {
    private final Logger room = (Logger) LoggerFactory.getLogger(Silence.class.getPackageName());

    @Override
    public void beforeEach(ExtensionContext test) {
        room.setLevel(Level.OFF);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        room.setLevel(null);
    }
}
