/**
 * What a key may still use: rates, concurrency and money, reserved together and settled once.
 *
 * <p>A request reserves all of its limits in one atomic step, or none: a refused request changes nothing. Two homes keep the
 * state, one in memory for one replica and one in Redis for many; the same contract holds for both.
 *
 * <p>Rates are token buckets in integers: a whole level, and what is left of a refill in sixty-thousandths. A bucket shows how
 * much is left and when it is full again, which is what OpenAI's headers say, and can be given back what was reserved too
 * much, or be in debt for what was used beyond it. Turned down: GCRA, which keeps one moment in time and rounds it whenever the
 * limit does not divide a minute; fixed windows, which let through twice the limit around their edges; and Bucket4j in Redis,
 * whose buckets cannot be taken together.
 *
 * <p>In Redis one script reserves and one settles, by Redis' own clock. Each reservation has a record there, and settling takes
 * it away: so whatever is sent again because no answer came is done once. A record that its replica no longer renews is swept
 * as spent. Redis answers within the time-out or is done without ({@code tallyport.quota.without-redis}); what was spent of
 * budgets meanwhile, and what is still under way, is told to it first when it is back. Money is not spent from two purses: as
 * long as Redis may only be slow, a budget is spent there or not at all (see {@code LocalQuota}). Turned down: counting in memory and telling Redis from time to time,
 * which lets through too much on many replicas; and waiting for Redis, which makes its troubles everybody's.
 */
@NullMarked
package io.github.tallyport.quota;

import org.jspecify.annotations.NullMarked;
