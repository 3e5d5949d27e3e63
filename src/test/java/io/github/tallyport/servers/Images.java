package io.github.tallyport.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** The road by a container: only where an engine answers and has the image, or gets it. */
final class Images {
    private static final Logger LOG = LoggerFactory.getLogger(Images.class);

    private Images() {}

    /** What {@code start} made, or null where the image cannot be run. */
    static <T> @Nullable T started(String repository, String tag, Supplier<T> start) {
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                LOG.info("{} for tests: no Docker engine answers", repository);
                return null;
            }
            have(repository, tag);
            T started = start.get();
            LOG.info("{} for tests: container {}:{}", repository, repository, tag);
            return started;
        } catch (RuntimeException e) {
            LOG.info("{} for tests: not in a container, because {}", repository, e.toString());
            return null;
        }
    }

    /** Asked once, here: Testcontainers itself would ask a registry that is not there for two minutes. */
    private static void have(String repository, String tag) {
        DockerClient docker = DockerClientFactory.lazyClient();
        try {
            docker.inspectImageCmd(repository + ":" + tag).exec();
        } catch (NotFoundException missing) {
            LOG.info("{} for tests: pulling {}:{}", repository, repository, tag);
            try {
                docker.pullImageCmd(repository).withTag(tag).start().awaitCompletion(2, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while pulling", e);
            }
        }
    }
}
