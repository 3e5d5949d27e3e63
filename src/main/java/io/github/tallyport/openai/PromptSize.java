package io.github.tallyport.openai;

/**
 * How many tokens a prompt comes to, before anybody counted them. Images, sounds and files are not in it.
 *
 * @param atLeast no real text of this size takes fewer
 * @param estimate the likely number
 * @param atMost no tokenizer makes more of it
 */
public record PromptSize(long atLeast, long estimate, long atMost) {
    public static PromptSize of(TokenMeter meter) {
        return new PromptSize(meter.atLeast(), meter.estimate(), meter.atMost());
    }
}
