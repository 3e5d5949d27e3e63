package io.github.tallyport.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL of the test's own, that can be stopped and started again with all it has: always a process, never a container. */
public final class StoppablePostgres implements AutoCloseable {
    private final Path data;
    private final int port;
    private EmbeddedPostgres process;

    private StoppablePostgres(Path data, EmbeddedPostgres process) {
        this.data = data;
        this.process = process;
        this.port = process.getPort();
    }

    /** @param directory the test's own */
    public static StoppablePostgres start(Path directory) throws IOException {
        Path data = directory.resolve("postgres");
        return new StoppablePostgres(data, at(data).start());
    }

    private static EmbeddedPostgres.Builder at(Path data) {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    }

    public String url() {
        return Postgres.url("localhost", port, "postgres");
    }

    public String username() {
        return "postgres";
    }

    /** Connections end, transactions roll back, and nobody listens. */
    public void stop() throws IOException {
        process.close();
    }

    public void startAgain() throws IOException {
        process = at(data).setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
