package org.gradus.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void text_and_attributes_are_escaped() {
        assertThat(Html.element("p", "<script>\"a\" & 'b'</script>").with("title", "\"><b>"))
                .hasToString(
                        "<p title=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;</p>");
    }

    @Test
    void elements_hold_elements_in_order_and_pictures_have_no_end() {
        Html row = Html.element("div", Html.text(1), Html.element("br")).with("class", "a")
                .and(Html.element("img").with("alt", "x"), Html.trusted("<i>2</i>"));
        assertThat(row).hasToString("<div class=\"a\">1<br><img alt=\"x\"><i>2</i></div>");
    }

    @Test
    void bare_text_has_no_attributes() {
        assertThatIllegalStateException().isThrownBy(() -> Html.text("a").with("b", "c"));
    }
}
