package io.github.tallyport.admin;

import io.github.tallyport.fault.OperationFaults;
import java.util.List;
import java.util.OptionalDouble;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What the {@code Accept} header asks for: CSV only where it is named, and not where JSON is named and liked as much. */
final class Accepted {
    private static final MediaType CSV = new MediaType("text", "csv");

    private Accepted() {}

    /** @throws io.github.tallyport.fault.Refusal 400 for what is no list of media types, where it matters */
    static boolean isSheetWanted(Operation operation, HttpHeaders headers) {
        if (operation.sheet() == null) {
            return false;
        }
        try {
            List<MediaType> accepted = headers.getAccept();
            double json = liking(accepted, MediaType.APPLICATION_JSON).orElse(0);
            return liking(accepted, CSV).orElse(0) > json;
        } catch (InvalidMediaTypeException e) {
            throw OperationFaults.malformedHeader(HttpHeaders.ACCEPT, "media types such as text/csv")
                    .refusal();
        }
    }

    private static OptionalDouble liking(List<MediaType> accepted, MediaType type) {
        return accepted.stream()
                .filter(type::equalsTypeAndSubtype)
                .mapToDouble(MediaType::getQualityValue)
                .max();
    }
}
