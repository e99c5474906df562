package org.gradus.examples.report;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableSet;
import com.google.common.html.HtmlEscapers;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a page. Text and the values of attributes are escaped where they come in, so that nothing that a data set or a
 * command line says can become markup.
 *
 * @param element the element's name, or null for bare text
 * @param attributes as they are written, each behind a space
 * @param content as it is written
 */
record Html(@Nullable String element, String attributes, String content) {

    private static final ImmutableSet<String> WITHOUT_CONTENT = ImmutableSet.of("img", "meta", "br");

    /** Text, escaped. */
    static Html text(Object text) {
        return new Html(null, "", HtmlEscapers.htmlEscaper().escape(String.valueOf(text)));
    }

    /** Markup of our own making, written as it is. */
    static Html trusted(String markup) {
        return new Html(null, "", markup);
    }

    /** An element with these parts. */
    static Html element(String name, Html... parts) {
        return new Html(name, "", join(Arrays.asList(parts)).content);
    }

    /** An element with this text. */
    static Html element(String name, String text) {
        return element(name, text(text));
    }

    /** Parts one after another. */
    static Html join(Collection<Html> parts) {
        return trusted(parts.stream().map(Html::toString).collect(Collectors.joining()));
    }

    /** The element with another attribute. */
    Html with(String attribute, Object value) {
        checkState(element != null, "[html] text has no attributes; put it into an element");
        checkState(!attributes.contains(" " + attribute + "="), "[html] <%s> has its attribute %s already", element,
                attribute);
        return new Html(element, attributes + " " + attribute + "=\"" + text(value).content + "\"", content);
    }

    /** The element with more parts behind those so far. */
    Html and(Html... parts) {
        return new Html(element, attributes, content + join(Arrays.asList(parts)).content);
    }

    /** The markup. */
    @Override
    public String toString() {
        if (element == null) {
            return content;
        }
        String begin = "<" + element + attributes + ">";
        return WITHOUT_CONTENT.contains(element) ? begin : begin + content + "</" + element + ">";
    }
}
