package io.github.tallyport.validation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.core.StreamReadConstraints;

/**
 * How requests are read.
 *
 * @param maxDepth objects and arrays inside each other
 * @param maxJsonTokens names, values and brackets of one document: what bounds the time to read it, as every one costs
 * @param maxNames different names that are on no table, such as those in the schemas of tools
 * @param maxNameLength characters of a member's name
 * @param maxNumberLength characters of a number
 * @param maxStringLength characters of a string
 */
@ConfigurationProperties("tallyport.validation")
record ValidationProperties(
        @DefaultValue("drop") UnknownParameters unknownParameters,
        @DefaultValue("64") int maxDepth,
        @DefaultValue("250000") long maxJsonTokens,
        @DefaultValue("10000") int maxNames,
        @DefaultValue("1024") int maxNameLength,
        @DefaultValue("128") int maxNumberLength,
        @DefaultValue("16777216") int maxStringLength) {
    StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxTokenCount(maxJsonTokens)
                .maxNameLength(maxNameLength)
                .maxNumberLength(maxNumberLength)
                .maxStringLength(maxStringLength)
                .build();
    }
}
