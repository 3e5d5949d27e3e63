package io.github.tallyport.storage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where data lives, and how long anybody waits for the database.
 *
 * @param dataDir a string, as Spring would look for a {@code Path} among the classes first
 */
@ConfigurationProperties("tallyport")
record StorageProperties(
        @DefaultValue("./data") String dataDir,
        @DefaultValue Database database) {

    /** @param url JDBC URL; blank means a SQLite file in the data directory */
    record Database(
            @DefaultValue("") String url,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("8") int maxConnections,
            @DefaultValue("2s") Duration connectionTimeout,
            @DefaultValue("5s") Duration statementTimeout,
            @DefaultValue("10s") Duration socketTimeout,
            @DefaultValue("60s") Duration startTimeout) {
        /** Without the password, and without the URL's query, where drivers take passwords too. */
        @Override
        public String toString() {
            return Pools.withoutQuery(url);
        }
    }
}
