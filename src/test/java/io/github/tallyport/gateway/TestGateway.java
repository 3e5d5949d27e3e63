package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.books.Booked;
import io.github.tallyport.books.Reach;
import io.github.tallyport.books.Reports;
import io.github.tallyport.books.RequestFilter;
import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.ReceiptListener;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.tenancy.OnLowBudget;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.FakeUpstream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The whole product on a free port, in front of a {@link FakeUpstream}, with one tenant and its key. Several may share a database. */
public final class TestGateway implements AutoCloseable {
    public static final String MODEL = "deepseek/deepseek-v3.2-exp";
    public static final String HELLO =
            "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"你好\"}]}";
    public static final String HELLO_STREAM = HELLO.substring(0, HELLO.length() - 1) + ",\"stream\":true}";
    public static final String UPSTREAM_KEY = "sk-canary-upstream-1234567890";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final FakeUpstream upstream = new FakeUpstream();
    private final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    private final Path directory = temporary();
    private final ConfigurableApplicationContext context;
    private final String key;
    private @Nullable String lastId;

    private TestGateway(Consumer<GenericApplicationContext> more, String[] properties) {
        Consumer<GenericApplicationContext> hearing =
                beans -> beans.registerBean("heardReceipts", ReceiptListener.class, () -> receipts::add);
        context = TestApplication.run(upstream.baseUrl(), directory, hearing.andThen(more), properties);
        Tenants tenants = context.getBean(Tenants.class);
        if (tenants.find("acme").isEmpty()) {
            tenants.create(NewTenant.of("acme", "Acme"));
        }
        key = context.getBean(Keys.class).issue("acme", NewKey.named("test")).secret();
    }

    /** @param properties as {@code name=value}, on top of what a gateway needs */
    public static TestGateway start(String... properties) {
        return startWith(_ -> {}, properties);
    }

    /** @param more beans beside the gateway's own */
    public static TestGateway startWith(Consumer<GenericApplicationContext> more, String... properties) {
        return new TestGateway(more, properties);
    }

    /** With time-outs of a second or less, so that tests may wait for them. */
    public static TestGateway impatient() {
        return start(
                "tallyport.upstream.connect-timeout=300ms",
                "tallyport.upstream.stream-head-timeout=700ms",
                "tallyport.upstream.json-head-timeout=700ms",
                "tallyport.upstream.first-event-timeout=700ms",
                "tallyport.upstream.silence-timeout=700ms",
                "tallyport.upstream.usage-timeout=300ms",
                "tallyport.upstream.total-timeout=2500ms",
                "tallyport.upstream.commit-after=5s",
                "tallyport.gateway.body-timeout=700ms",
                "tallyport.gateway.stall-timeout=700ms");
    }

    public FakeUpstream upstream() {
        return upstream;
    }

    public String key() {
        return key;
    }

    /** A key of the tenant {@code drainers}, whose answers are read to their end when clients leave. */
    public String drainingKey() {
        Tenants tenants = bean(Tenants.class);
        if (tenants.find("drainers").isEmpty()) {
            tenants.create(new NewTenant(
                    "drainers",
                    "Drainers",
                    ZoneOffset.UTC,
                    new Policies(OnDisconnect.DRAIN, OnLowBudget.CLAMP, Caching.USUAL),
                    Terms.OPEN));
        }
        return bean(Keys.class).issue("drainers", NewKey.named("test")).secret();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return port("local.server.port");
    }

    public int managementPort() {
        return port("local.management.port");
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public HttpResponse<String> chat(String body) {
        HttpResponse<String> response = send(chatRequest(body));
        lastId = response.headers().firstValue("x-request-id").orElse(null);
        return response;
    }

    public HttpResponse<InputStream> open(String body) {
        return send(chatRequest(body), HttpResponse.BodyHandlers.ofInputStream());
    }

    public HttpRequest.Builder chatRequest(String body) {
        return HttpRequest.newBuilder(uri("/v1/chat/completions"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The receipt of the last {@link #chat}; without one, of the next request that ended. Waits up to 10 s. */
    public Receipt receipt() {
        try {
            Receipt receipt = receipts.poll(10, TimeUnit.SECONDS);
            while (receipt != null
                    && lastId != null
                    && !receipt.asking().requestId().equals(lastId)) {
                receipt = receipts.poll(10, TimeUnit.SECONDS);
            }
            if (receipt == null) {
                throw new AssertionError("no receipt within 10 s");
            }
            return receipt;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The requests of that id in the books; waits up to 10 s until there are so many. */
    public List<Receipt> rows(String requestId, int count) {
        RequestFilter filter = new RequestFilter(null, null, Reach.ALL, requestId);
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            List<Receipt> rows = bean(Reports.class).requests(filter, null, 100).stream()
                    .map(Booked::receipt)
                    .toList();
            if (rows.size() >= count || System.nanoTime() > patience) {
                assertThat(rows).as("rows of %s", requestId).hasSize(count);
                return rows;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Forgets what earlier tests left. */
    public void forget() {
        receipts.clear();
        lastId = null;
        upstream.forget();
    }

    public boolean hasReceipt() {
        return !receipts.isEmpty();
    }

    private int port(String property) {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty(property)));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("tallyport-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        upstream.close();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
