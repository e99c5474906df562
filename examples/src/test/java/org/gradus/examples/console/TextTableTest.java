package org.gradus.examples.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void words_stand_left_and_numbers_right_in_columns_as_wide_as_needed() {
        var table = new TextTable(1, "layer", "size").row("a", 1).row("longer name", 12_345);
        assertThat(table.toString().lines()).containsExactly(
                "layer         size",
                "───────────  ─────",
                "a                1",
                "longer name  12345");
    }

    @Test
    void lines_have_no_spaces_at_the_end() {
        var table = new TextTable(2, "a", "b").row("x", "").row("y", "long");
        assertThat(table.toString().lines()).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void a_row_with_a_missing_cell_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextTable(1, "a", "b").row("x"))
                .withMessage("[table] a row needs 2 cells, but 1 came");
    }
}
