package io.github.tallyport.edge;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.openai.ErrorBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A failure as a response of a WebFlux route, in the error envelope. */
public final class FaultAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(FaultAnswer.class);

    private FaultAnswer() {}

    /** A refusal says what it is; anything else is a bug: the log has it, the answer is a 500 without details. */
    public static Mono<ServerResponse> to(Throwable failure, String requestId) {
        if (failure instanceof Refusal refusal) {
            return of(refusal.fault());
        }
        LOG.error("request {} failed", requestId, failure);
        return of(GatewayFaults.internal());
    }

    private static Mono<ServerResponse> of(Fault fault) {
        return ServerResponse.status(fault.status())
                .headers(headers -> FaultHeaders.write(fault, headers::set))
                .bodyValue(ErrorBody.of(fault));
    }
}
