package io.github.tallyport.observe;

import io.github.tallyport.ledger.Receipt;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

/** Lines as they are. By one thread. */
final class PlainLines implements AccessLines {
    private final JsonFactory factory = new JsonFactory();

    /** Quoted once: there are as many as {@link AccessLine} has members. */
    private final Map<String, SerializableString> names = new HashMap<>();

    @Override
    public void write(Receipt receipt, ByteArrayOutputStream to) {
        try (JsonGenerator line = factory.createGenerator(ObjectWriteContext.empty(), to)) {
            line.writeStartObject();
            AccessLine.of(receipt, (name, value) -> {
                line.writeName(names.computeIfAbsent(name, SerializedString::new));
                switch (value) {
                    case String text -> line.writeString(text);
                    case Long number -> line.writeNumber(number);
                    case Boolean flag -> line.writeBoolean(flag);
                    default -> throw new IllegalArgumentException(name + " is a " + value.getClass());
                }
            });
            line.writeEndObject();
        }
        to.write('\n');
    }
}
