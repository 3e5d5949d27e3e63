package io.github.tallyport.gateway;

import io.github.tallyport.access.Callers;
import io.github.tallyport.books.Reports;
import io.github.tallyport.books.Shipper;
import io.github.tallyport.cache.Cache;
import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.edge.RequestId;
import io.github.tallyport.explain.Explainer;
import io.github.tallyport.ledger.Settlements;
import io.github.tallyport.quota.Quota;
import io.github.tallyport.quota.Spent;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.Pepper;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.traces.Traces;
import io.github.tallyport.upstream.Upstream;
import io.github.tallyport.validation.Permits;
import io.github.tallyport.validation.RequestReader;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    CorsProperties.class,
    DrainProperties.class,
    GatewayProperties.class,
    StrictHttpProperties.class
})
class GatewayConfiguration {
    private static final int READERS = 2;
    private static final int WAITING_READERS = 200;
    private static final int IDLE_SECONDS = 60;
    private static final Duration SHIPPING = Duration.ofSeconds(3);

    @Bean
    RequestId requestId() {
        return new RequestId();
    }

    @Bean
    Cors cors(CorsProperties properties) {
        return new Cors(properties);
    }

    @Bean
    NettyServerCustomizer strictHttp(StrictHttpProperties properties, RequestId requestId) {
        return new StrictHttp(properties, requestId);
    }

    @Bean
    VisibleModels visibleModels(Catalogue catalogue) {
        return new VisibleModels(catalogue);
    }

    @Bean
    ChatHandlers chatHandlers(
            RequestId requestId,
            Cors cors,
            GatewayProperties properties,
            RequestReader reader,
            Permits permits,
            Pepper pepper,
            Quota quota,
            Cache cache,
            Traces traces) {
        Reservations reservations = new Reservations(quota);
        Recollection recollection = new Recollection(cache, reservations);
        return (callers, catalogue, upstream, settlements) -> new ChatHandler(
                new Visits(settlements, requestId, cors, properties, traces),
                callers,
                new BodyReader(properties),
                reader,
                new VisibleModels(catalogue),
                permits,
                new ClientLabels(pepper),
                recollection,
                reservations,
                upstream);
    }

    @Bean
    ChatHandler chatHandler(
            ChatHandlers handlers,
            Settlements settlements,
            Callers callers,
            Catalogue catalogue,
            Upstream upstream,
            Departure departure) {
        return handlers.of(departure.before(callers::identify), catalogue, upstream, settlements);
    }

    @Bean
    Departure departure(DrainProperties properties, Settlements settlements, Upstream upstream) {
        return new Departure(properties, settlements, upstream);
    }

    /** For operators who ask what would happen to a request. */
    @Bean
    Explainer explainer(
            Callers callers,
            Tenants tenants,
            Keys keys,
            RequestReader reader,
            VisibleModels models,
            Permits permits,
            Quota quota,
            Cache cache,
            ObjectProvider<Clock> clock) {
        Reservations reservations = new Reservations(quota);
        return new DryRun(
                callers::identify,
                tenants,
                keys,
                reader,
                models,
                permits,
                new Recollection(cache, reservations),
                reservations,
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Spent spent(Shipper shipper, Reports reports) {
        return new LedgerSpent(shipper, reports, SHIPPING);
    }

    @Bean
    WarmUp warmUp(
            ChatHandlers handlers,
            Upstream upstream,
            @Qualifier("strictHttp") NettyServerCustomizer strictHttp,
            ReactorResourceFactory eventLoops,
            Catalogue catalogue,
            GatewayProperties properties) {
        return new WarmUp(handlers, upstream, strictHttp, eventLoops.getLoopResources(), catalogue, properties);
    }

    /** A customizer and not a bean of Boot's: those would put the route on the management port too. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> chatRoutes(ChatHandler handler, Departure departure) {
        return factory -> factory.addRouteProviders(new ChatRoutes(handler, departure));
    }

    /** For what clients ask of the database: a few at a time, so that they cannot keep it from the shipper and the keys. */
    @Bean(destroyMethod = "dispose")
    Scheduler spendingReader() {
        return Schedulers.newBoundedElastic(READERS, WAITING_READERS, "spending", IDLE_SECONDS, true);
    }

    /** The last of all routes: it takes whatever path is left. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    RouterFunction<ServerResponse> clientRoutes(
            Callers callers,
            VisibleModels models,
            Reports reports,
            Quota quota,
            Scheduler spendingReader,
            RequestId requestId,
            Cors cors,
            Departure departure,
            ObjectProvider<Clock> clock) {
        WebCallers webCallers = new WebCallers(callers);
        Clock now = clock.getIfAvailable(Clock::systemUTC);
        return Routes.of(
                new ModelHandler(webCallers, models, now),
                new UsageHandler(webCallers, models, new BookedSpending(reports, now), quota, now, spendingReader),
                new Edge(requestId, cors, departure, System::nanoTime));
    }

    @Bean
    WebFilter preflights(Cors cors, RequestId requestId) {
        return new Preflights(cors, requestId);
    }

    @Bean
    ErrorWebExceptionHandler lastResort(RequestId requestId) {
        return new LastResort(requestId);
    }
}
