package io.github.tallyport.upstream;

import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Target;
import io.github.tallyport.fault.Fault;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import reactor.netty.resources.LoopResources;

/** The door to all providers. */
public final class Upstream implements AutoCloseable {
    private final Map<Target, Provider> providers = new HashMap<>();
    private final UpstreamProperties properties;
    private final LoopResources loops;
    private final Drains drains;
    private final Curfew curfew = new Curfew();

    Upstream(Catalogue catalogue, UpstreamProperties properties, LoopResources loops) {
        this.properties = properties;
        this.loops = loops;
        this.drains = new Drains(properties.maxDrains(), properties.drainTimeout());
        for (Model model : catalogue.models()) {
            for (Target target : model.targets()) {
                providers.computeIfAbsent(target, each -> new Provider(each, properties, curfew, loops));
            }
        }
    }

    /**
     * Prepares a request; nothing is sent before its answer is subscribed to.
     *
     * @param timer where its time-outs run, an event loop
     * @throws io.github.tallyport.fault.Refusal once everything was broken off
     */
    public Exchange open(Order order, ScheduledExecutorService timer) {
        Fault over = curfew.why();
        if (over != null) {
            throw over.refusal();
        }
        Provider provider = providers.get(order.model().targets().getFirst());
        if (provider == null) {
            throw new IllegalArgumentException(
                    "not a model of the catalogue: " + order.model().id());
        }
        return new Exchange(order, provider, properties, timer, order.drain() ? drains.prepared(timer) : Drain.NEVER);
    }

    /** Ends all that is on its way within a second, and takes nothing more: streams that have begun say why in their last event. */
    public void breakOff(Fault why) {
        curfew.begin(why);
    }

    /** How many answers are being read to their end although their clients have left. */
    public int draining() {
        return drains.running();
    }

    /** Other models' providers, asked with the same time-outs. */
    public Upstream over(Catalogue other) {
        return new Upstream(other, properties, loops);
    }

    @Override
    public void close() {
        providers.values().forEach(Provider::close);
    }
}
