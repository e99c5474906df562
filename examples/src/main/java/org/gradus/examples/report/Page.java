package org.gradus.examples.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;

/**
 * A page for browsers that needs nothing beside it: styles, charts and pictures are in the file.
 *
 * @param title what stands above
 * @param subtitle a line below that
 * @param sections the chapters, which the table of contents lists
 */
record Page(String title, String subtitle, List<Section> sections) implements RunFolder.Content {

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(("<!DOCTYPE html>\n" + html() + "\n").getBytes(UTF_8));
    }

    private Html html() throws IOException {
        String style;
        try (InputStream css = Objects.requireNonNull(Page.class.getResourceAsStream("page.css"))) {
            style = new String(css.readAllBytes(), UTF_8);
        }
        Html head = Html.element("head",
                Html.element("meta").with("charset", "utf-8"),
                Html.element("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Html.element("title", title), Html.element("style", Html.trusted(style)));
        Html header = Html.element("header", Html.element("h1", title), Html.element("p", subtitle));
        Html body = Html.element("main").and(Html.join(sections.stream().map(Section::html).toList()));
        return Html.element("html", head, Html.element("body", header,
                Html.element("div", contents(), body).with("class", "columns"))).with("lang", "en");
    }

    private Html contents() {
        return Html.element("nav", Html.element("ol").and(Html.join(sections.stream()
                .map(section -> Html.element("li",
                        Html.element("a", section.title()).with("href", "#" + section.id())))
                .toList()))).with("aria-label", "Contents");
    }
}
