package org.gradus.examples.peers.process;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The command that starts PyTorch's process: this program's own Java, and for a class path this program's own path, on
 * which the build's profile {@code peers} puts PyTorch's jars, and the classes that call PyTorch, whose place the profile
 * names in the system property {@code gradus.peers}. This program loads none of them.
 */
public final class TorchCommand {

    private static final String MAIN = "org.gradus.examples.peers.torch.TorchPeer";
    private static final String PYTORCH = "org.bytedeco.pytorch.global.torch";

    private TorchCommand() {}

    /**
     * The command for a process that is asked for values: it compiles little and holds little.
     *
     * @param threads how many threads PyTorch may use
     * @throws IllegalArgumentException if the program was started without PyTorch, saying how to start it
     */
    public static ImmutableList<String> withThreads(int threads) {
        return with(threads, List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
    }

    /**
     * The command for a process that is measured: Java compiles as well as it can, and does not limit native memory.
     *
     * @param threads how many threads PyTorch may use
     * @throws IllegalArgumentException if the program was started without PyTorch, saying how to start it
     */
    public static ImmutableList<String> atFullSpeed(int threads) {
        return with(threads, List.of("-Xmx1g", "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"));
    }

    private static ImmutableList<String> with(int threads, List<String> options) {
        Set<String> path = path();
        checkArgument(holds(path, MAIN) && holds(path, PYTORCH),
                "PyTorch is not there: it comes with the build's profile, mvn -q -Ppeers compile exec:exec -Dexample=\"…\"");
        return ImmutableList.<String>builder().add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .addAll(options)
                .add("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "gradus-peer-%p.log"),
                        "-cp", String.join(File.pathSeparator, path), MAIN, Integer.toString(threads))
                .build();
    }

    private static Set<String> path() {
        var splitter = Splitter.on(File.pathSeparatorChar).omitEmptyStrings();
        Set<String> path = new LinkedHashSet<>();
        Stream.of("gradus.peers", "jdk.module.path", "java.class.path").map(name -> System.getProperty(name, ""))
                .forEach(entries -> path.addAll(splitter.splitToList(entries)));
        return path;
    }

    private static boolean holds(Set<String> path, String className) {
        List<URL> urls = path.stream().map(TorchCommand::url).toList();
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), null)) {
            return loader.findResource(className.replace('.', '/') + ".class") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
