package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawTest {

    @TempDir
    private Path folder;

    @Test
    void a_network_is_drawn_as_well_formed_svg_that_loads_nothing() throws Exception {
        Path file = folder.resolve("net.svg");
        Run run = Run.of("draw", "--model", "squeezenet1_1", file.toString());

        assertThat(run.err()).isEmpty();
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("rect").getLength()).isGreaterThan(60);
        assertThat(Files.readString(file)).contains("features.12.expand3x3.weight float32[256,64,3,3]")
                .doesNotContain("href", "url(http");
    }

    @Test
    void graphviz_gets_its_own_language() throws Exception {
        Path file = folder.resolve("net.dot");

        assertThat(Run.of("draw", file.toString()).code()).isZero();
        assertThat(file).content().startsWith("digraph tape {").contains("n0 -> n1").endsWith("}\n");
    }

    @Test
    void what_cannot_be_drawn_is_refused() {
        assertThat(Run.of("draw", folder.resolve("net.png").toString()).err())
                .contains("[draw] the file's name must end in .svg or .dot, but is ");
        assertThat(Run.of("draw", "--model", "vgg12", "x.svg").err()).contains("[models] there is no model 'vgg12'");
        assertThat(Run.of("draw").code()).isEqualTo(2);
    }
}
