package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFileTest {

    @TempDir
    private Path folder;

    @Test
    void a_kernel_of_jupyter_gets_the_library_and_keeps_the_rest() throws IOException {
        Path file = Files.writeString(folder.resolve("kernel.json"), """
                {"argv": ["java", "-jar", "kernel.jar", "{connection_file}"], "display_name": "Java",
                 "env": {"RJK_CLASSPATH": "", "RJK_COMPILER_OPTIONS": "", "RJK_TIMEOUT_MILLIS": "-1"}}""");
        Path out = folder.resolve("module.path");
        Run run = Run.of("module-path", "--out", out.toString(), "--kernel", file.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("The library is entered into " + file);
        JsonObject kernel = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertThat(kernel.getAsJsonArray("argv")).hasSize(4);
        JsonObject environment = kernel.getAsJsonObject("env");
        assertThat(environment.get("RJK_CLASSPATH").getAsString().split(";"))
                .containsExactly(Files.readString(out).split(File.pathSeparator));
        assertThat(environment.get("RJK_COMPILER_OPTIONS").getAsString())
                .isEqualTo("--add-modules jdk.incubator.vector");
        assertThat(environment.get("JDK_JAVA_OPTIONS").getAsString()).isEqualTo("--add-modules jdk.incubator.vector");
        assertThat(environment.get("RJK_TIMEOUT_MILLIS").getAsString()).isEqualTo("-1");
    }

    @Test
    void other_files_stay_as_they_are() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"env\": {}}");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"env\":");
        String out = folder.resolve("module.path").toString();

        assertThat(Run.of("module-path", "--out", out, "--kernel", other.toString()).err())
                .contains("is not the kernel.json of rapaio-jupyter-kernel");
        assertThat(other).hasContent("{\"env\": {}}");
        assertThat(Run.of("module-path", "--out", out, "--kernel", broken.toString()).err()).contains("is no JSON");
        assertThat(broken).hasContent("{\"env\":");
    }
}
