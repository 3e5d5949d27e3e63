package io.github.tallyport.picture;

import java.util.random.RandomGenerator;

/**
 * What one application asks again and again.
 *
 * @param perSecond in the mean; how often it is swings around that
 * @param from second from which on it does
 * @param to second until which it does
 * @param varied of how many questions it takes one
 * @param words in the question, such as what the sandbox is to rehearse
 * @param more members of the request, each with a comma before it
 * @param leaving part of the requests whose client does not wait for the end
 */
record Habit(
        String secret,
        String model,
        boolean stream,
        double perSecond,
        int from,
        int to,
        int varied,
        String words,
        String more,
        double leaving) {
    private static final double PERIOD = 140;
    private static final int ALWAYS = Integer.MAX_VALUE;

    static Habit of(String secret, String model, boolean stream, double perSecond) {
        return new Habit(secret, model, stream, perSecond, 0, ALWAYS, ALWAYS, "tallyport:long-120", "", 0);
    }

    Habit saying(String newWords) {
        return new Habit(secret, model, stream, perSecond, from, to, varied, newWords, more, leaving);
    }

    Habit with(int newVaried, String newMore) {
        return new Habit(secret, model, stream, perSecond, from, to, newVaried, words, newMore, leaving);
    }

    Habit between(int newFrom, int newTo) {
        return new Habit(secret, model, stream, perSecond, newFrom, newTo, varied, words, more, leaving);
    }

    Habit leaving(double part) {
        return new Habit(secret, model, stream, perSecond, from, to, varied, words, more, part);
    }

    /** Whether the next one comes at that second, which is known only when it is there. */
    boolean isOn(double second) {
        return second >= from && second < to;
    }

    /** Seconds until the next one: they come by themselves, and more often in some minutes than in others. */
    double pause(double second, RandomGenerator random) {
        double swing = 1 + 0.45 * Math.sin(2 * Math.PI * (second + perSecond * 30) / PERIOD);
        return -Math.log(1 - random.nextDouble()) / (perSecond * swing);
    }

    String body(RandomGenerator random) {
        return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Question %d %s\"}]%s}"
                .formatted(model, stream, random.nextInt(varied), words, more);
    }
}
