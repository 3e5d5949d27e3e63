package io.github.tallyport;

import io.github.tallyport.fault.MissingSettings;
import io.github.tallyport.fault.WrongSetting;
import io.github.tallyport.storage.StorageUnusable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in sentences why the gateway does not start and what to do, where Spring would print a stack trace. */
final class RefusedStart implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingSettings missing) {
                return missing(missing);
            }
            if (cause instanceof StorageUnusable unusable) {
                return new FailureAnalysis(unusable.getMessage(), unusable.remedy(), unusable);
            }
            if (cause instanceof WrongSetting wrong) {
                return new FailureAnalysis(wrong.getMessage(), "Correct the property in the configuration.", wrong);
            }
        }
        return null;
    }

    private static FailureAnalysis missing(MissingSettings missing) {
        String all = missing.all().stream()
                .map(one -> "  " + one.variable() + ": " + one.what())
                .collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "Tallyport was not told everything it needs. What is missing:\n\n" + all,
                "Set what is missing in the environment, or try Tallyport without any of it in the sandbox:"
                        + " SPRING_PROFILES_ACTIVE=sandbox.",
                missing);
    }
}
