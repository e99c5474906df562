package org.gradus.examples.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.gradus.examples.notebook.Notebook.Output;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The notebook gives what it shows; {@code -Dnotebook.update=true} has it show what it gives. */
@Timeout(300)
class NotebookTest {

    private static final Path FILE = Path.of("notebooks", "lecture.ipynb");
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d,]*(\\.\\d+)?");

    @TempDir
    private Path folder;

    @Test
    void cells_run_in_order_and_give_the_outputs_that_the_file_shows() throws IOException {
        Notebook notebook = Notebook.read(FILE);
        boolean update = Boolean.getBoolean("notebook.update");
        try (var kernel = new JavaKernel(folder)) {
            String lanes = kernel.run("jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.length()").text();
            if (update) {
                notebook.setLanes(lanes);
            }
            boolean toTheBit = lanes.equals(notebook.lanes());
            int n = 0;
            for (JsonObject cell : notebook.code()) {
                Output given = kernel.run(Notebook.source(cell));
                n++;
                if (update) {
                    Notebook.setOutput(cell, n, given);
                }
                assertThat(cell.get("execution_count").getAsInt()).isEqualTo(n);
                assertAlike(n, given, Notebook.output(cell), toTheBit);
            }
            assertThat(n).isGreaterThan(10);
        }
        if (update) {
            notebook.write(FILE);
        }
    }

    /** Sums are added up in another order where vectors are of another length: then words are compared, and no numbers. */
    private static void assertAlike(int n, Output given, Output shown, boolean toTheBit) throws IOException {
        assertThat(comparable(given.printed(), toTheBit)).as("what cell %s printed", n)
                .isEqualTo(comparable(shown.printed(), toTheBit));
        assertThat(comparable(given.text(), toTheBit)).as("the value of cell %s", n)
                .isEqualTo(comparable(shown.text(), toTheBit));
        assertThat(given.png() == null).as("cell %s gives no picture", n).isEqualTo(shown.png() == null);
        if (given.png() != null) {
            BufferedImage fresh = picture(given.png());
            BufferedImage stored = picture(shown.png());
            assertThat(List.of(fresh.getWidth(), fresh.getHeight()))
                    .isEqualTo(List.of(stored.getWidth(), stored.getHeight()));
        }
    }

    private static @Nullable String comparable(@Nullable String text, boolean toTheBit) {
        return text == null || toTheBit ? text : NUMBER.matcher(text).replaceAll("#").replaceAll(" +", " ");
    }

    private static BufferedImage picture(String base64) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    }
}
