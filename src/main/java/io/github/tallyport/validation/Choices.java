package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.fault.Refusal;
import java.util.List;

/** The words an enumeration has; recognised without making a string of what the client wrote. */
final class Choices {
    private final List<String> words;

    Choices(String... words) {
        this.words = List.of(words);
    }

    /** @return the position of the word the parser stands on */
    int require(Reading at) {
        if (!at.isText()) {
            throw at.wrongType("a string");
        }
        char[] text = at.characters();
        int offset = at.offset();
        int length = at.length();
        for (int i = 0; i < words.size(); i++) {
            if (same(words.get(i), text, offset, length)) {
                return i;
            }
        }
        throw unsupported(at);
    }

    String word(int position) {
        return words.get(position);
    }

    private Refusal unsupported(Reading at) {
        return ParameterFaults.invalidValue(at.path(), at.text(), words).refusal();
    }

    private static boolean same(String word, char[] text, int offset, int length) {
        if (word.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (word.charAt(i) != text[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
