package org.gradus.examples.bench.work;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.gradus.core.Tensor;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Attributes;
import org.gradus.examples.peers.wire.Request;

/** The requests by which work is measured in another process, and their answers. */
public final class Measuring {

    /** The operation whose answer is the seconds of every sample. */
    public static final String TIME = "bench.time";

    /** The operation that does some work once and answers with how long that took, the preparation left out. */
    public static final String ONCE = "bench.once";

    /** The operation whose answer is the most memory that the process has held in RAM, in bytes. */
    public static final String MEMORY = "bench.memory";

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";
    private static final String NOW = "VmRSS:";

    private Measuring() {}

    /** The request to time some work. */
    public static Request time(Attributes work, Stopwatch stopwatch) {
        return new Request(TIME, work.with("stretches", stopwatch.stretches()).with("budget", stopwatch.budget()),
                List.of(),
                List.of());
    }

    /** The request to do some work once. */
    public static Request once(Attributes work) {
        return new Request(ONCE, work, List.of(), List.of());
    }

    /** The request for the memory held. */
    public static Request memory() {
        return new Request(MEMORY, Attributes.NONE, List.of(), List.of());
    }

    /** The answer to {@link #TIME}. */
    public static double[] samples(Attributes attributes, Function<Attributes, Runnable> works) {
        return new Stopwatch(attributes.integer("stretches"), attributes.wide("budget"))
                .measure(works.apply(attributes));
    }

    /** The answer to {@link #ONCE}. */
    public static double seconds(Attributes attributes, Function<Attributes, Runnable> works) {
        Runnable work = works.apply(attributes);
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    /** An answer of numbers. */
    public static Answer numbers(double... numbers) {
        return new Answer.Values(List.of(Tensor.of(numbers, numbers.length)), List.of());
    }

    /**
     * The numbers of an answer.
     *
     * @throws IllegalArgumentException if it holds none, with the reason
     */
    public static double[] numbers(Answer answer) {
        checkArgument(answer instanceof Answer.Values, "[bench] it could not be measured: %s", answer);
        return ((Answer.Values) answer).outputs().getFirst().toDoubleArray();
    }

    /** The most memory that this process has held in RAM, in bytes; NaN where the system does not say. */
    public static double peakMemory() {
        return status(PEAK);
    }

    /** The memory that this process holds in RAM, in bytes; NaN where the system does not say. */
    public static double memoryInRam() {
        return status(NOW);
    }

    private static double status(String name) {
        if (!Files.isReadable(STATUS)) {
            return Double.NaN;
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> 1024.0 * Long.parseLong(line.replaceAll("\\D", ""))).findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
