package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Maps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradus.core.io.SafeTensors;
import org.gradus.models.CNN;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that {@code train} writes at its end, and {@code report} at any time. */
class ReportTest {

    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z1-6]+)((?: [a-zA-Z-]+[0-9]?=\"[^\"<>]*\")*)>");

    @TempDir
    private Path folder;

    private Run train(String... options) {
        return Run.of(Stream.concat(Stream.of("train", "--out", folder.resolve("runs").toString(), "--epochs", "1"),
                Stream.of(options)).toArray(String[]::new));
    }

    private Path run() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.reduce((_, _) -> {
                throw new AssertionError("several runs");
            }).orElseThrow();
        }
    }

    private String page() throws IOException {
        return Files.readString(run().resolve("report.html"));
    }

    /** All elements are closed in order, all attributes quoted, and no other < or > stands anywhere. */
    private static void assertWellFormed(String page) {
        String body = page.substring(page.indexOf("<html"), page.length());
        body = body.replaceFirst("(?s)<style>.*?</style>", "");
        Deque<String> open = new ArrayDeque<>();
        int end = 0;
        Matcher tags = TAG.matcher(body);
        while (tags.find()) {
            assertThat(body.substring(end, tags.start())).doesNotContain("<", ">");
            end = tags.end();
            String name = tags.group(2);
            if (!tags.group(1).isEmpty()) {
                assertThat(open.pop()).isEqualTo(name);
            } else if (!List.of("img", "meta", "br").contains(name)) {
                open.push(name);
            }
        }
        assertThat(open).isEmpty();
        assertThat(body.substring(end).strip()).isEmpty();
    }

    private static void assertStandsAlone(String page) {
        assertThat(page).doesNotContain("<link", "<script", "@import", "url(");
        assertThat(Pattern.compile("\\b(?:src|href)=\"([^\"]{0,40})").matcher(page).results()
                .map(found -> found.group(1))).isNotEmpty()
                .allMatch(target -> target.startsWith("data:image/") || target.startsWith("#"));
    }

    @Test
    void a_training_ends_with_a_page_that_shows_it_and_needs_nothing_beside_it() throws IOException {
        Run trained = train("--batch-size", "250", "--lr", "0.1");
        assertThat(trained.err()).isEmpty();
        assertThat(trained.out()).doesNotContain("Warning");
        String page = page();

        assertWellFormed(page);
        assertStandsAlone(page);
        List<String> chapters = Pattern.compile("href=\"#([a-z]+)\"").matcher(page).results()
                .map(found -> found.group(1)).toList();
        assertThat(chapters).containsExactly("glance", "training", "pictures", "confusions", "explanations", "inside",
                "distributions", "landscape", "layers", "tape");
        assertThat(chapters).allSatisfy(id -> assertThat(page).contains("<section id=\"" + id + "\">"));
        Matcher accuracy = Pattern.compile("Test accuracy: (\\S+) %").matcher(trained.out());
        assertThat(accuracy.find()).isTrue();
        assertThat(page).contains("<b>%s %%</b><span>test accuracy".formatted(accuracy.group(1)),
                "<b>8,490</b><span>parameters", "All 2,000 test pictures were judged.", "--batch-size 250",
                "conv2.0.weight");
        assertThat(Pattern.compile("<title>[^<]* taken for [^<]*: ([\\d,]+) of ").matcher(page).results()
                .mapToInt(found -> Integer.parseInt(found.group(1).replace(",", ""))).sum()).isEqualTo(2000);
        assertThat(page).contains("<path d=\"M").contains("data:image/svg+xml;base64,")
                .contains("data:image/png;base64,");

        Path file = run().resolve("report.html");
        byte[] written = Files.readAllBytes(file);
        Files.delete(file);
        Run again = Run.of("report", "--run", run().toString());
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).contains("Written to " + file);
        assertThat(Files.readAllBytes(file)).as("the same run gives the same page").isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vgg11_bn --width 2 --size 32", "resnet18 --size 32", "squeezenet1_1 --size 64"})
    void any_network_of_colour_pictures_of_a_hundred_classes_has_a_page(String model) throws IOException {
        String data = TinyCifar100.write(folder.resolve("data")).toString();
        Run trained = train(Stream.concat(Stream.of("--dataset", "cifar100", "--data", data, "--model"),
                Stream.of(model.split(" "))).toArray(String[]::new));
        assertThat(trained.err()).isEmpty();
        assertThat(trained.out()).doesNotContain("Warning");
        String page = page();
        assertWellFormed(page);
        assertThat(page).contains("Grad-CAM of the layer", "The first layer&#39;s filters",
                "All 110 test pictures were judged.");
        assertThat(Pattern.compile(" taken for ").matcher(page).results().map(MatchResult::start))
                .hasSizeGreaterThan(20);
    }

    @Test
    void a_page_that_cannot_be_written_is_a_warning_and_the_run_is_kept() throws IOException {
        train("--no-report", "--batch-size", "8", "--dataset", "mnist", "--data",
                TinyMnist.write(folder.resolve("data")).toString());
        Path run = run();
        assertThat(run.resolve("report.html")).doesNotExist();
        Path arguments = run.resolve("arguments.txt");
        Files.write(arguments, Files.readAllLines(arguments).stream().filter(line -> !line.equals("--no-report"))
                .toList());
        Files.createDirectories(run.resolve("report.html/in the way"));

        Run resumed = Run.of("resume", run.toString());
        assertThat(resumed.code()).isZero();
        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.out()).contains("Test accuracy: ", "Warning: report.html could not be written");
        assertThat(run.resolve("best.safetensors")).exists();
    }

    @Test
    void what_a_command_line_says_never_becomes_markup() throws IOException {
        train("--no-report", "--batch-size", "8", "--dataset", "mnist", "--data",
                TinyMnist.write(folder.resolve("<b>\"a\"&amp;'")).toString());
        assertThat(Run.of("report", "--run", run().toString()).err()).isEmpty();
        assertWellFormed(page());
        assertThat(page()).contains("&lt;b&gt;&quot;a&quot;&amp;amp;&#39;");
    }

    @Test
    void a_run_whose_course_is_unknown_or_broken_off_has_a_page_too() throws IOException {
        train("--no-report", "--batch-size", "8", "--dataset", "mnist", "--data",
                TinyMnist.write(folder.resolve("data")).toString());
        Path metrics = run().resolve("metrics.jsonl");
        String whole = Files.readString(metrics);

        Files.writeString(metrics, whole.substring(0, whole.indexOf("{\"epoch\":1,\"step\"")) + "{\"step\":6,\"lo");
        assertThat(Run.of("report", "--run", run().toString()).err()).isEmpty();
        assertThat(page()).contains("<b>5</b><span>steps", "<b>0</b><span>epochs");

        Files.writeString(metrics, "{\"step\":1,\"loss\":null,\"learning_rate\":0.1}\n");
        assertThat(Run.of("report", "--run", run().toString()).err()).isEmpty();

        Files.delete(metrics);
        assertThat(Run.of("report", "--run", run().toString()).err()).isEmpty();
        assertThat(page()).contains("holds no metrics.jsonl");

        Files.writeString(metrics, "[1]\n");
        Run damaged = Run.of("report", "--run", run().toString());
        assertThat(damaged.code()).isEqualTo(1);
        assertThat(damaged.err()).startsWith("[report] " + metrics + ": expected a step or an epoch in line 1");
    }

    @Test
    void scores_that_are_no_numbers_are_said_to_be() throws IOException {
        train("--no-report", "--batch-size", "8", "--dataset", "mnist", "--data",
                TinyMnist.write(folder.resolve("data")).toString());
        Path weights = folder.resolve("nan.safetensors");
        SafeTensors.save(weights, Maps.transformValues(new CNN().stateDict(), value -> value.mul(Double.NaN)));
        assertThat(Run.of("report", "--run", run().toString(), "--weights", weights.toString()).err())
                .startsWith("[confusionMatrix] a score is NaN");
        assertThat(run().resolve("report.html")).doesNotExist();
    }

    @Test
    void what_cannot_be_reported_on_is_said_in_a_sentence() {
        assertThat(Run.of("report", "--run", folder.toString()).err())
                .startsWith("[run] expected the folder of a run of the example train, with its file network.json");
        assertThat(Run.of("report").err()).contains("[report] needs --run, the folder of a run");
    }
}
