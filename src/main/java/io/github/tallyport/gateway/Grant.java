package io.github.tallyport.gateway;

import io.github.tallyport.ledger.Reserved;
import java.util.OptionalInt;

/**
 * What a request may use.
 *
 * @param told the most tokens the answer may have, if the provider is to be told another number than the client gave
 * @param mostTokens that the provider knows the answer may have; {@code Long.MAX_VALUE} when nobody tells it
 * @param worst that it can come to
 */
record Grant(OptionalInt told, long mostTokens, Reserved worst) {}
