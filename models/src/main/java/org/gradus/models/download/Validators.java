package org.gradus.models.download;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What servers call a content, to the byte, so that the rest of it can be asked for and not that of another. */
final class Validators {

    /** From a change until its date tells contents apart: two changes within a second have the same date. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private Validators() {}

    /** A strong tag, or else the date of a change that was over when the response was sent; RFC 9110, §8.8 and §13.1.5. */
    static Optional<String> of(HttpHeaders headers) {
        return headers.firstValue("ETag").filter(tag -> tag.startsWith("\"")).or(() -> lastModified(headers));
    }

    private static Optional<String> lastModified(HttpHeaders headers) {
        Optional<ZonedDateTime> sent = headers.firstValue("Date").flatMap(Validators::date);
        return headers.firstValue("Last-Modified")
                .filter(text -> date(text).isPresent() && sent.isPresent()
                        && !sent.get().isBefore(date(text).get().plus(SETTLED)));
    }

    private static Optional<ZonedDateTime> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
