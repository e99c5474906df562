package org.gradus.core;

import com.google.common.base.Ascii;
import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import java.util.List;

/**
 * Events as Chrome's tracing pages read them: JSON with an array {@code traceEvents} of complete events, {@code ph} X, their
 * times in microseconds.
 *
 * <p>
 * Source: Google, <i>Trace Event Format</i>.
 */
final class ChromeTrace {

    private static final Escaper JSON = escaper();

    private ChromeTrace() {}

    static String of(List<ProfileEvent> events) {
        var json = new StringBuilder("""
                {"displayTimeUnit":"ms","traceEvents":[
                {"name":"process_name","ph":"M","pid":1,"tid":1,"args":{"name":"Gradus"}}""");
        for (ProfileEvent event : events) {
            json.append(",\n{\"name\":\"").append(JSON.escape(event.name()));
            json.append("\",\"cat\":\"").append(Ascii.toLowerCase(event.category().name()));
            json.append("\",\"ph\":\"X\",\"pid\":1,\"tid\":1,\"ts\":").append(micros(event.start()));
            json.append(",\"dur\":").append(micros(event.nanos()));
            if (!event.result().isEmpty()) {
                json.append(",\"args\":{\"result\":\"").append(JSON.escape(event.result())).append("\"}");
            }
            json.append('}');
        }
        return json.append("\n]}\n").toString();
    }

    private static String micros(long nanos) {
        return "%d.%03d".formatted(nanos / 1000, nanos % 1000);
    }

    private static Escaper escaper() {
        var escapers = Escapers.builder().addEscape('"', "\\\"").addEscape('\\', "\\\\");
        for (char c = 0; c < ' '; c++) {
            escapers.addEscape(c, "\\u%04x".formatted((int) c));
        }
        return escapers.build();
    }
}
