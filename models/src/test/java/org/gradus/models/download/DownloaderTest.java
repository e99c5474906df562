package org.gradus.models.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DownloaderTest {

    private static final byte[] CONTENT = content(300_000);
    private static final DownloadOptions QUICK = DownloadOptions.DEFAULT.withAttempts(3).withPause(Duration.ofMillis(1))
            .withTimeout(Duration.ofSeconds(20));

    @TempDir
    private Path folder;

    private FileServer server;

    @BeforeEach
    void open() throws IOException {
        server = new FileServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static RemoteFile remote(String... mirrors) {
        return new RemoteFile("data.bin", CONTENT.length, Hashing.sha256().hashBytes(CONTENT).toString(),
                Stream.of(mirrors).map(URI::create).collect(ImmutableList.toImmutableList()));
    }

    private Path download(DownloadOptions options, String... mirrors) throws IOException {
        return new Downloader(options).download(remote(mirrors), folder);
    }

    private Path part() {
        return folder.resolve(".data.bin.part");
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void a_file_comes_whole_and_progress_ends_at_its_size() throws IOException {
        List<Long> done = new ArrayList<>();
        Path file = new Downloader(QUICK.withProgress((name, bytes, total) -> {
            assertThat(name).isEqualTo("data.bin");
            assertThat(total).isEqualTo(CONTENT.length);
            done.add(bytes);
        })).download(remote(server.add("/a", FileServer.whole(CONTENT))), folder.resolve("new/folder"));

        assertThat(file).isEqualTo(folder.resolve("new/folder/data.bin")).hasBinaryContent(CONTENT);
        assertThat(done).isSorted().endsWith((long) CONTENT.length);
    }

    @Test
    void a_file_that_is_there_is_not_asked_for_again() throws IOException {
        Files.write(folder.resolve("data.bin"), CONTENT);

        download(QUICK, server.add("/a", FileServer.whole(CONTENT)));

        assertThat(server.requests()).isEmpty();
        assertThat(left()).containsExactly("data.bin");
    }

    @Test
    void another_file_of_its_name_stays_and_is_reported() throws IOException {
        Files.writeString(folder.resolve("data.bin"), "mine");
        String mirror = server.add("/a", FileServer.whole(CONTENT));

        assertThatIOException().isThrownBy(() -> download(QUICK, mirror)).withMessageContainingAll(
                "[download] ", "data.bin is another file than the one asked for: expected SHA-256", "move it away");
        assertThat(folder.resolve("data.bin")).hasContent("mine");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_connection_that_breaks_goes_on_where_it_broke_and_only_with_the_same_content() throws IOException {
        String mirror = server.add("/a", FileServer.ranges(CONTENT, "\"v1\"", 100_000));

        assertThat(download(QUICK, mirror)).hasBinaryContent(CONTENT);

        assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(3).first().isEqualTo("/a - -");
        assertThat(server.requests().subList(1, server.requests().size())).allSatisfy(
                request -> assertThat(request).matches("/a bytes=[1-9]\\d*- \"v1\""));
        assertThat(left()).containsExactly("data.bin");
    }

    @Test
    void a_content_that_has_changed_since_the_connection_broke_is_begun_again() throws IOException {
        var old = FileServer.ranges(new byte[CONTENT.length], "\"v1\"", 100_000);
        var now = FileServer.ranges(CONTENT, "\"v2\"", CONTENT.length);
        var count = new AtomicInteger();
        String mirror = server.add("/a", exchange -> (count.getAndIncrement() == 0 ? old : now).to(exchange));

        assertThat(download(QUICK, mirror)).hasBinaryContent(CONTENT);
        assertThat(server.requests()).hasSize(2).last().asString().endsWith(" \"v1\"");
    }

    /** A mirror that sends the beginning of an old content, is then in trouble, and once that is over has the new one. */
    private String changing(String header, String before, String after) {
        var old = FileServer.ranges(new byte[CONTENT.length], header, before, 100_000);
        var now = FileServer.ranges(CONTENT, header, after, CONTENT.length);
        var count = new AtomicInteger();
        return server.add("/a", exchange -> (switch (count.getAndIncrement()) {
            case 0 -> old;
            case 1 -> FileServer.status(503);
            default -> now;
        }).to(exchange));
    }

    @ParameterizedTest
    @CsvSource({"ETag, '\"v1\"', '\"v2\"'",
            "Last-Modified, 'Wed, 01 Jan 2020 00:00:00 GMT', 'Fri, 01 Jan 2021 00:00:00 GMT'"})
    void a_content_that_has_changed_between_two_processes_is_not_spliced(String header, String before, String after)
            throws IOException {
        String mirror = changing(header, before, after);
        assertThatIOException().isThrownBy(() -> download(QUICK.withAttempts(1), mirror));
        long kept = Files.size(part());
        assertThat(kept).isPositive();

        assertThat(download(QUICK, mirror)).hasBinaryContent(CONTENT);
        assertThat(server.requests()).hasSize(3).last().isEqualTo("/a bytes=" + kept + "- " + before);
        assertThat(left()).containsExactly("data.bin");
    }

    @Test
    void a_mirror_is_not_asked_by_what_another_calls_the_content() throws IOException {
        String first = changing("ETag", "\"v1\"", "\"v2\"");
        assertThatIOException().isThrownBy(() -> download(QUICK.withAttempts(1), first));

        download(QUICK, server.add("/b", FileServer.ranges(CONTENT, "\"v1\"", CONTENT.length)));
        assertThat(server.requests().get(2)).matches("/b bytes=\\d+- -");
    }

    @Test
    void a_date_that_tells_no_contents_apart_is_not_used() throws IOException {
        String soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(1));
        for (String date : new String[]{soon, "yesterday"}) {
            String path = "/" + date.length();
            assertThat(download(QUICK, server.add(path, FileServer.ranges(CONTENT, "Last-Modified", date, 100_000))))
                    .hasBinaryContent(CONTENT);
            assertThat(server.requests().stream().filter(request -> request.startsWith(path + " ")).skip(1))
                    .isNotEmpty().allMatch(request -> request.endsWith("- -"));
            Files.delete(folder.resolve("data.bin"));
        }
    }

    @Test
    void a_weak_tag_names_no_bytes() throws IOException {
        assertThat(download(QUICK, server.add("/a", FileServer.ranges(CONTENT, "W/\"v1\"", 100_000))))
                .hasBinaryContent(CONTENT);
        assertThat(server.requests()).hasSizeGreaterThan(1).allSatisfy(
                request -> assertThat(request).endsWith(" -"));
    }

    @Test
    void a_server_without_ranges_begins_again() throws IOException {
        var count = new AtomicInteger();
        String mirror = server.add("/a", exchange -> {
            if (count.getAndIncrement() == 0) {
                exchange.sendResponseHeaders(200, CONTENT.length);
                exchange.getResponseBody().write(CONTENT, 0, 100_000);
                exchange.getResponseBody().flush();
            } else {
                FileServer.whole(CONTENT).to(exchange);
            }
        });

        assertThat(download(QUICK, mirror)).hasBinaryContent(CONTENT);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void what_a_killed_process_left_is_gone_on_with() throws IOException {
        Files.write(part(), Arrays.copyOf(CONTENT, 200_000));

        assertThat(download(QUICK, server.add("/a", FileServer.ranges(CONTENT, "\"v1\"", CONTENT.length))))
                .hasBinaryContent(CONTENT);

        assertThat(server.requests()).containsExactly("/a bytes=200000- -");
    }

    @Test
    void what_was_left_of_another_content_is_begun_again() throws IOException {
        for (int size : new int[]{200_000, CONTENT.length, CONTENT.length + 1}) {
            Files.write(part(), new byte[size]);

            assertThat(download(QUICK, server.add("/" + size, FileServer.ranges(CONTENT, "\"v1\"", CONTENT.length))))
                    .hasBinaryContent(CONTENT);
            Files.delete(folder.resolve("data.bin"));
        }
    }

    @Test
    void a_wrong_content_is_refused_and_nothing_is_left() throws IOException {
        byte[] wrong = CONTENT.clone();
        wrong[7]++;
        String mirror = server.add("/a", FileServer.whole(wrong));

        assertThatIOException().isThrownBy(() -> download(QUICK, mirror)).withMessageContainingAll(
                "[download] data.bin: no mirror gave the file: " + mirror + ": expected SHA-256 ", ", found ");
        assertThat(left()).isEmpty();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void mirrors_are_asked_in_order_and_one_without_the_file_only_once() throws IOException {
        byte[] wrong = new byte[CONTENT.length];

        assertThat(download(QUICK, server.add("/gone", FileServer.status(404)),
                server.add("/short", FileServer.whole(new byte[17])), server.add("/wrong", FileServer.whole(wrong)),
                server.add("/good", FileServer.whole(CONTENT)), server.add("/late", FileServer.whole(CONTENT))))
                .hasBinaryContent(CONTENT);

        assertThat(server.requests()).containsExactly("/gone - -", "/short - -", "/wrong - -", "/good - -");
    }

    @Test
    void a_server_in_trouble_is_asked_again_and_then_the_next() throws IOException {
        assertThat(download(QUICK, server.add("/busy", FileServer.status(503)),
                server.add("/good", FileServer.whole(CONTENT)))).hasBinaryContent(CONTENT);

        assertThat(server.requests()).containsExactly("/busy - -", "/busy - -", "/busy - -", "/good - -");
    }

    @Test
    void every_mirrors_answer_is_told() {
        assertThatIOException()
                .isThrownBy(() -> download(QUICK, server.add("/a", FileServer.status(404)),
                        server.add("/b", FileServer.whole(new byte[17])), server.add("/c", FileServer.status(500))))
                .withMessageContainingAll("/a: HTTP status 404; ", "/b: expected 300,000 bytes, found 17; ",
                        "/c: HTTP status 500");
        assertThatIOException().isThrownBy(() -> download(QUICK, "http://127.0.0.1:1/x"))
                .withMessageEndingWith("http://127.0.0.1:1/x: no connection");
    }

    @Test
    void more_bytes_than_stated_are_not_taken() throws IOException {
        String mirror = server.add("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0); // of unknown length
            while (true) {
                exchange.getResponseBody().write(CONTENT);
            }
        });

        assertThatIOException().isThrownBy(() -> download(QUICK, mirror))
                .withMessageContaining("it sends more than the 300,000 bytes that the file has");
        assertThat(left()).isEmpty();
    }

    @Test
    void a_range_other_than_the_one_asked_for_is_not_taken() throws IOException {
        Files.write(part(), Arrays.copyOf(CONTENT, 200_000));
        String mirror = server.add("/a", exchange -> {
            if (exchange.getRequestHeaders().containsKey("Range")) {
                exchange.getResponseHeaders().set("Content-Range", "bytes 0-299999/300000");
                exchange.sendResponseHeaders(206, CONTENT.length);
                exchange.getResponseBody().write(CONTENT);
            } else {
                FileServer.whole(CONTENT).to(exchange);
            }
        });

        assertThat(download(QUICK, mirror)).hasBinaryContent(CONTENT);
        assertThat(server.requests()).containsExactly("/a bytes=200000- -", "/a - -");
    }

    @Test
    void redirections_are_followed() throws IOException {
        String target = server.add("/target", FileServer.whole(CONTENT));

        assertThat(download(QUICK, server.add("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(302, -1);
        }))).hasBinaryContent(CONTENT);
    }

    @Test
    void a_server_that_falls_silent_is_left() throws IOException {
        var done = new CountDownLatch(1);
        String silent = server.add("/silent", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 1000);
            exchange.getResponseBody().flush();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatIOException()
                .isThrownBy(() -> download(QUICK.withAttempts(1).withTimeout(Duration.ofMillis(500)), silent))
                .withMessageContaining("it sent nothing for 0.5 s");
        done.countDown();
        assertThat(Files.readAllBytes(part())).as("what came is kept").isEqualTo(Arrays.copyOf(CONTENT, 1000));
    }

    @Test
    void an_interrupted_thread_stops_and_stays_interrupted() throws IOException {
        String mirror = server.add("/a", FileServer.whole(CONTENT));
        Thread.currentThread().interrupt();

        assertThatIOException().isThrownBy(() -> download(QUICK, mirror)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void two_writers_do_not_write_one_file() throws IOException {
        String mirror = server.add("/a", FileServer.whole(CONTENT));
        try (FileChannel other = FileChannel.open(part(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            assertThatIOException().isThrownBy(() -> download(QUICK, mirror))
                    .withMessageContaining("data.bin is being written by another process; wait for it");
        }
    }

    @Test
    void an_empty_file_is_a_file() throws IOException {
        var empty = new RemoteFile("none", 0, Hashing.sha256().hashBytes(new byte[0]).toString(),
                ImmutableList.of(URI.create(server.add("/none", FileServer.whole(new byte[0])))));

        assertThat(new Downloader(QUICK).download(empty, folder)).isEmptyFile();
    }

    @Test
    void files_that_cannot_be_are_refused() {
        String sum = "0".repeat(64);
        var mirrors = ImmutableList.of(URI.create("https://example.org/x"));
        for (String name : new String[]{"", "..", ".x", "a/b", "a\\b", "c:d"}) {
            assertThatIllegalArgumentException().as(name).isThrownBy(() -> new RemoteFile(name, 1, sum, mirrors))
                    .withMessageContaining("[download] a name has letters");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new RemoteFile("x", 1, sum.substring(1), mirrors))
                .withMessageContaining("64 hexadecimal digits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RemoteFile("x", 1, sum, ImmutableList.of(URI.create("file:///x"))))
                .withMessageContaining("expected an address with http or https, but file:///x came");
        assertThatIllegalArgumentException().isThrownBy(() -> RemoteFile.list("x 1", "https://example.org/"))
                .withMessageContaining("\"x 1\" came");
        assertThatIllegalArgumentException().isThrownBy(() -> QUICK.withAttempts(0)).withMessageContaining("but are 0");
    }
}
