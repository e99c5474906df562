package org.gradus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts and the start-up file of JShell, run as users do, but on the tests' class path. */
@Timeout(300)
class ScriptsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String VECTORS = "jdk.incubator.vector";

    @TempDir
    private Path folder;

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private String output(List<String> command, String input) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("in"), input);
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command).directory(ROOT.toFile()).redirectInput(in.toFile())
                .redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            assertThat(process.waitFor(250, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(out, UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LinearRegression |   | y = 1.992·a -3.003·b +0.997
            LectureCnn       | 1 | of the test digits right
            CustomOp         |   | the gradients are wrong
            ReadDigit        |   | digit-3.png shows a 3 with probability
            TorchWeights     |   | the same as drawn here from the seed 1234: true""")
    void scripts_run_with_plain_java(String script, String argument, String said) throws Exception {
        var command = new ArrayList<>(List.of(tool("java"), "-Dstdout.encoding=UTF-8", "-Djava.io.tmpdir=" + folder,
                "--class-path", System.getProperty("java.class.path"), "--add-modules", VECTORS,
                ROOT.resolve("examples/scripts").resolve(script + ".java").toString()));
        if (argument != null) {
            command.add(argument);
        }

        assertThat(output(command, "")).contains(said);
    }

    @Test
    void every_script_is_run_here() throws Exception {
        String[] run = ScriptsTest.class
                .getDeclaredMethod("scripts_run_with_plain_java", String.class, String.class, String.class)
                .getAnnotation(CsvSource.class).textBlock().lines().map(line -> line.split(" ")[0] + ".java")
                .toArray(String[]::new);
        try (Stream<Path> scripts = Files.list(ROOT.resolve("examples/scripts"))) {
            assertThat(scripts.map(script -> script.getFileName().toString())).containsExactlyInAnyOrder(run);
        }
    }

    @Test
    void jshell_starts_with_everything_at_hand() throws Exception {
        List<String> command = List.of(tool("jshell"), "-J-Djava.util.prefs.userRoot=" + folder, "--class-path",
                System.getProperty("java.class.path"), "--add-modules", VECTORS, "--startup", "DEFAULT", "--startup",
                ROOT.resolve("examples/jshell/gradus.jsh").toString());

        assertThat(output(command, """
                gradient(x -> x.square(), tensor(1, 2))
                check(x -> x.tanh(), 3)
                randn(2, 3).shape()
                new CNN().forward(MNIST.embeddedTest().batch(new int[]{0}).inputs()).shape()
                /exit
                """)).contains("tensor([2., 4.])", "the gradients are right", "==> [2,3]", "==> [1,10]");
    }

    @Test
    void the_module_path_is_written_to_a_file() throws IOException {
        Path file = folder.resolve("new/module.path");

        Run run = Run.of("module-path", "--out", file.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("entries written to " + file, "java --module-path \"$(cat " + file + ")\"");
        assertThat(file).hasContent(System.getProperty("java.class.path"));
    }
}
