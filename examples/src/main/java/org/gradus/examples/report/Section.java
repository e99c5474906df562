package org.gradus.examples.report;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A chapter of a page.
 *
 * @param id by which the table of contents finds it
 * @param title what stands above
 * @param parts figures, tables and paragraphs
 */
record Section(String id, String title, List<Html> parts) {

    /** Copies the parts. */
    Section {
        parts = ImmutableList.copyOf(parts);
    }

    Html html() {
        return Html.element("section", Html.element("h2", title)).and(Html.join(parts)).with("id", id);
    }

    /** A picture or a few of them, and how they are to be read. */
    static Html figure(Html picture, String title, String reading) {
        return Html.element("figure", picture,
                Html.element("figcaption", Html.element("strong", title), Html.text(" " + reading)));
    }

    /** A paragraph. */
    static Html note(String text) {
        return Html.element("p", text).with("class", "note");
    }

    /** What lies beyond the width or the height of the page can be reached by scrolling. */
    static Html scrolling(Html wide) {
        return Html.element("div", wide).with("class", "scroll");
    }
}
