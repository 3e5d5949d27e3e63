package io.github.tallyport.catalogue;

/** Sends every model somewhere else; the sandbox does, so that the catalogue of a laptop is the one of production. */
@FunctionalInterface
public interface TargetOverride {
    Target apply(Target target);
}
