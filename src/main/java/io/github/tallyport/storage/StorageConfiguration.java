package io.github.tallyport.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one pool; Spring Boot adds Flyway, {@code JdbcClient} and transactions to it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageProperties.class)
class StorageConfiguration {
    @Bean
    DataDirectory dataDirectory(StorageProperties properties) {
        return DataDirectory.at(Path.of(properties.dataDir()));
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(StorageProperties properties, DataDirectory directory) {
        Pools pools = new Pools(properties.database(), directory);
        return new FirstConnection(pools.where(), pools.patience(), InstantSource.system()).of(pools.config());
    }
}
