package io.github.tallyport.quota;

/** What happens to requests while Redis does not answer. */
enum WithoutRedis {
    LOCAL(QuotaMode.State.LOCAL),
    CLOSED(QuotaMode.State.CLOSED),
    OPEN(QuotaMode.State.OPEN);

    private final QuotaMode.State state;

    WithoutRedis(QuotaMode.State state) {
        this.state = state;
    }

    QuotaMode.State state() {
        return state;
    }
}
