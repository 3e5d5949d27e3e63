package io.github.tallyport.observe;

import io.github.tallyport.ledger.Receipt;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Lines as they are. */
final class PlainLines implements AccessLines {
    private final JsonFactory factory = new JsonFactory();

    @Override
    public void write(Receipt receipt, ByteArrayOutputStream to) {
        try (JsonGenerator line = factory.createGenerator(ObjectWriteContext.empty(), to)) {
            line.writeStartObject();
            AccessLine.of(receipt, (name, value) -> {
                switch (value) {
                    case String text -> line.writeStringProperty(name, text);
                    case Long number -> line.writeNumberProperty(name, number);
                    case Boolean flag -> line.writeBooleanProperty(name, flag);
                    default -> throw new IllegalArgumentException(name + " is a " + value.getClass());
                }
            });
            line.writeEndObject();
        }
        to.write('\n');
    }
}
