package io.github.tallyport.openai;

/** Kinds of content parts. A part is {@code {"type":"text","text":…}}: its payload is called what its type is. */
public enum PartKind {
    TEXT("text"),
    IMAGE("image_url"),
    AUDIO("input_audio"),
    FILE("file"),
    REFUSAL("refusal");

    private final String wireName;

    PartKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
