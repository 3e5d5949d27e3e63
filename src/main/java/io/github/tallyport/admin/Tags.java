package io.github.tallyport.admin;

import io.github.tallyport.fault.OperationFaults;
import io.github.tallyport.fault.TenancyFaults;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The entity tags of {@code If-Match}: any, these, or, without the header, none at all.
 *
 * @param any whether it was {@code *}
 * @param tags with their quotes, and {@code W/} where they are weak
 */
record Tags(boolean given, boolean any, List<String> tags) {
    private static final Tags NONE = new Tags(false, false, List.of());
    private static final Pattern LIST =
            Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]*\"(\\s*,\\s*(W/)?\"[\\x21\\x23-\\x7E]*\")*");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*(?=(W/)?\")");

    /**
     * @param values the header's lines
     * @throws io.github.tallyport.fault.Refusal 400 for what is no list of entity tags
     */
    static Tags of(String header, List<String> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        String all = String.join(",", values).strip();
        if (all.equals("*")) {
            return new Tags(true, true, List.of());
        }
        if (!LIST.matcher(all).matches()) {
            throw OperationFaults.malformedHeader(header, "* or entity tags such as \"3\"")
                    .refusal();
        }
        return new Tags(true, false, List.of(COMMA.split(all, -1)));
    }

    /**
     * Weak tags match nothing.
     *
     * @throws io.github.tallyport.fault.Refusal 412 when what is there is not what the operator saw
     */
    void require(View now) {
        if (given && !any && !tags.contains("\"" + now.version() + "\"")) {
            throw TenancyFaults.stale().refusal();
        }
    }
}
