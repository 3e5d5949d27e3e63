package io.github.tallyport.gateway;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.quota.Balance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reserving would come to.
 *
 * @param grant what would be granted, or would have been wanted
 * @param refusal why it would not be, or null
 * @param balances of all limits that apply
 */
record Preview(Grant grant, @Nullable Fault refusal, List<Balance> balances) {}
