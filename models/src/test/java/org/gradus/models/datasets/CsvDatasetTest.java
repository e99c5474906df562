package org.gradus.models.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.data.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvDatasetTest {

    private static final String IRIS = """
            sepal length,sepal width,species
            5.1,3.5,setosa
            7.0,3.2,versicolor

            4.9, 3.0 ,setosa
            6.3,3.3,"virginica"
            """;

    @TempDir
    private Path root;

    private Path file(String content) throws IOException {
        return Files.writeString(root.resolve("some.csv"), content);
    }

    private CsvDataset read(String content, CsvOptions options) throws IOException {
        return CsvDataset.read(file(content), options);
    }

    @Test
    void names_of_classes_are_numbered_in_sorted_order() throws IOException {
        CsvDataset iris = read(IRIS, CsvOptions.label("species"));

        assertThat(iris.classes()).containsExactly("setosa", "versicolor", "virginica");
        assertThat(iris.inputNames()).containsExactly("sepal length", "sepal width");
        assertThat(iris.targetNames()).containsExactly("species");
        assertThat(iris.size()).isEqualTo(4);
        Batch batch = iris.batch(new int[]{3, 1, 0, 2});
        assertThat(batch.targets().toLongArray()).containsExactly(2, 1, 0, 0);
        assertThat(batch.inputs().toFloatArray()).containsExactly(6.3f, 3.3f, 7, 3.2f, 5.1f, 3.5f, 4.9f, 3);
        assertThat(iris.get(1).input().shape()).isEqualTo(Shape.of(2));
        assertThat(iris.get(1).target().item()).isEqualTo(1);
    }

    @Test
    void numbers_of_classes_stand_for_themselves_even_if_some_do_not_occur() throws IOException {
        CsvDataset rows = read("1,10,0.5\n2,9,0.25\n3,0,1e-3\n", CsvOptions.label(1).withHeader(false));

        assertThat(rows.batch(new int[]{0, 1, 2}).targets().toLongArray()).containsExactly(10, 9, 0);
        assertThat(rows.classes()).hasSize(11).startsWith("0", "1").endsWith("10");
        assertThat(rows.inputNames()).containsExactly("0", "2");
        assertThat(rows.get(2).input().toFloatArray()).containsExactly(3, 0.001f);
    }

    @Test
    void numbers_that_name_no_class_are_names() throws IOException {
        assertThat(read("x,y\n1,-1\n2,1\n", CsvOptions.label("y")).classes()).containsExactly("-1", "1");
        assertThat(read("x,y\n1,100000\n2,7\n", CsvOptions.label("y")).classes()).containsExactly("100000", "7");
        assertThat(read("x,y\n1,07\n2,7\n", CsvOptions.label("y")).classes()).containsExactly("07", "7");
    }

    @Test
    void a_second_file_takes_the_classes_of_the_first() throws IOException {
        CsvOptions options = CsvOptions.label("species");
        var classes = read(IRIS, options).classes();

        CsvDataset test = read("sepal length,sepal width,species\n6,3,virginica\n", options.withClasses(classes));

        assertThat(test.get(0).target().item()).isEqualTo(2);
        assertThatIOException()
                .isThrownBy(() -> read("a,species\n6,virginica\n7,rose\n", options.withClasses(classes)))
                .withMessageEndingWith(
                        "some.csv, line 3, column species: expected one of [setosa, versicolor, virginica], found \"rose\"");
    }

    @Test
    void targets_of_a_regression_are_numbers() throws IOException {
        CsvDataset houses = read("area;price;rooms;rent\n50;200;2;-1.5\n80;3E2;3;2.\n",
                CsvOptions.regression("rent", "price").withInputs("rooms").withDelimiter(';'));

        Batch batch = houses.batch(new int[]{0, 1});
        assertThat(batch.targets().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(batch.targets().shape()).isEqualTo(Shape.of(2, 2));
        assertThat(batch.targets().toFloatArray()).containsExactly(-1.5f, 200, 2, 300);
        assertThat(batch.inputs().toFloatArray()).containsExactly(2, 3);
        assertThat(houses.classes()).isEmpty();
    }

    @Test
    void columns_of_a_file_with_names_can_be_numbered_all_the_same() throws IOException {
        assertThat(read(IRIS, CsvOptions.label(2).withInputs(1)).inputNames()).containsExactly("sepal width");
    }

    @Test
    void quotes_line_ends_and_the_mark_at_the_beginning_are_understood() throws IOException {
        CsvDataset rows = read("\uFEFF\"a\",\"b, or \"\"c\"\"\"\r\n1,\"x\ny\"\r\n2,z", CsvOptions.label(1));

        assertThat(rows.inputNames()).containsExactly("a");
        assertThat(rows.targetNames()).containsExactly("b, or \"c\"");
        assertThat(rows.classes()).containsExactly("x\ny", "z");
    }

    @Test
    void missing_and_garbled_cells_are_named_by_line_and_column() {
        String[][] cells = {{"", "expected a number, found nothing"}, {"abc", "expected a number, found \"abc\""},
                {"NaN", "found \"NaN\""}, {"1f", "found \"1f\""}, {"0x1p3", "found \"0x1p3\""},
                {"1,5", "found \"1,5\""},
                {"?", "found \"?\""}, {"1e39", "found 1e39, which is too large"}, {".", "found \".\""}};
        for (String[] cell : cells) {
            assertThatIOException().as(cell[0])
                    .isThrownBy(() -> read("a,b\n1,x\n\n\"" + cell[0] + "\",y\n", CsvOptions.label("b")))
                    .withMessageContainingAll("[csv] ", "some.csv, line 4, column a: ", cell[1]);
        }
        assertThatIOException().isThrownBy(() -> read("1,x\n2, \n", CsvOptions.label(1).withHeader(false)))
                .withMessageContaining("line 2, column 1: expected a label, found nothing");
        assertThatIOException().isThrownBy(() -> read("a,b\n1,x", CsvOptions.regression("b")))
                .withMessageContaining("line 2, column b: expected a number, found \"x\"");
    }

    @Test
    void files_that_are_no_table_are_refused() throws IOException {
        CsvOptions options = CsvOptions.label("b");
        assertThatIOException().isThrownBy(() -> read("", options))
                .withMessageContaining("expected a line of names and at least one row, found 0 lines");
        assertThatIOException().isThrownBy(() -> read("a,b\n", options)).withMessageContaining("found 1 lines");
        assertThatIOException().isThrownBy(() -> read("a,b\n1,2\n\n3\n", options))
                .withMessageContaining("line 4: expected 2 cells as in line 1, found 1");
        assertThatIOException().isThrownBy(() -> read("a,c\n1,2\n", options))
                .withMessageContaining("expected one column \"b\", found the columns [a, c]");
        assertThatIOException().isThrownBy(() -> read("b,b\n1,2\n", options))
                .withMessageContaining("expected one column \"b\", found the columns [b, b]");
        assertThatIOException().isThrownBy(() -> read("a,b\n1,2\n", CsvOptions.label(2)))
                .withMessageContaining("expected one column 2");
        assertThatIOException().isThrownBy(() -> read("b\n2\n", options))
                .withMessageContaining("expected inputs beside the targets");
        assertThatIOException().isThrownBy(() -> read("a,b\n1,2\n", options.withInputs(1)))
                .withMessageContaining("found column b as both");
        assertThatIOException().isThrownBy(() -> read("a,b\n1,2\n3,\"4\n", options))
                .withMessageContainingAll("[csv] ", "after line ");
        Path latin = Files.write(root.resolve("latin.csv"), "a,b\n1,ä\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatIOException().isThrownBy(() -> CsvDataset.read(latin, options))
                .withMessageContaining("expected text in UTF-8");
        assertThatIOException().isThrownBy(() -> CsvDataset.read(root.resolve("none.csv"), options))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void options_that_contradict_themselves_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CsvOptions.regression(new String[0]))
                .withMessageContaining("targets are at least one");
        assertThatIllegalArgumentException().isThrownBy(() -> CsvOptions.label("a").withInputs("b", "a"))
                .withMessageContaining("inputs are [\"b\", \"a\"] and targets [\"a\"]");
        assertThatIllegalArgumentException().isThrownBy(() -> CsvOptions.label(-1))
                .withMessageContaining("numbered from 0, but -1 came");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvOptions.label(1).withClasses(ImmutableList.of("x", "x")))
                .withMessageContaining("classes must differ");
        assertThatIllegalArgumentException().isThrownBy(() -> CsvOptions.label(1).withDelimiter('"'))
                .withMessageContaining("delimiter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            width,kind~1,a~2,b | width | 2
            7,kind~1,a~2,b     | 0     | 3
            width,kind~1,a~x,b | 0     | 3
            1,a~2,b            | 0     | 2
            width,kind         | 0     | 1""")
    void whether_the_first_line_holds_names_is_told_by_the_numbers_below(String lines, String name, int rows)
            throws IOException {
        CsvOptions options = CsvOptions.label(1).withHeader(CsvHeader.DETECTED);
        CsvTable table = CsvTable.read(file(lines.replace('~', '\n')), options.header(), options.delimiter());

        assertThat(table.names().getFirst()).isEqualTo(name);
        assertThat(table.rows()).hasSize(rows);
    }

    @Test
    void errors_below_names_that_were_detected_say_the_line() {
        assertThatIOException()
                .isThrownBy(() -> read("x,y\n1,2\nz,3\n", CsvOptions.regression(1).withHeader(CsvHeader.DETECTED)))
                .withMessageContaining("line 3, column x: expected a number, found \"z\"");
    }
}
