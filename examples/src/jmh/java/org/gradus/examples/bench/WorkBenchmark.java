package org.gradus.examples.bench;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.gradus.core.kernel.Parallel;
import org.gradus.examples.bench.work.GradusWork;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The work of {@code bench} under JMH, with its profilers and its command line.
 *
 * <p>
 * The patterns that choose benchmarks choose among the names that {@code -l} lists: {@code maxPool2d -prof gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class WorkBenchmark {

    private static final String PARAMETER = "name";

    /** The group and the name of what is measured; JMH is given them on the command line. */
    @Param("")
    String name;

    private Runnable work;

    /** Makes the operands. */
    @Setup
    public void prepare() {
        work = works().stream().filter(candidate -> name(candidate).equals(name)).findAny()
                .map(candidate -> GradusWork.of(candidate.attributes())).orElseThrow(
                        () -> new IllegalArgumentException("There is no work \"%s\"; -l lists all".formatted(name)));
    }

    /** Does the work once. */
    @Benchmark
    public void run() {
        work.run();
    }

    private static ImmutableList<Work> works() {
        return Works.all(Parallel.getNumThreads());
    }

    /** Without commas, at which JMH would cut it. */
    private static String name(Work work) {
        return "%s: %s".formatted(work.group(), work.name()).replace(",", "");
    }

    /**
     * Runs benchmarks.
     *
     * @param args JMH's own
     */
    public static void main(String[] args) throws IOException, RunnerException, CommandLineOptionException {
        var options = new CommandLineOptions(args);
        List<String> names = works().stream().map(WorkBenchmark::name)
                .filter(name -> isChosen(name, options.getIncludes())).toList();
        if (options.shouldHelp()) {
            options.showHelp();
        } else if (options.shouldListProfilers()) {
            options.listProfilers();
        } else if (options.shouldList()) {
            names.forEach(IO::println);
            new Runner(options).list();
        } else {
            var builder = new OptionsBuilder().parent(options);
            options.getIncludes().forEach(builder::include);
            if (!names.isEmpty()) {
                builder.param(PARAMETER, names.toArray(String[]::new));
                if (!options.getIncludes().isEmpty()) {
                    builder.include(WorkBenchmark.class.getSimpleName());
                }
            }
            new Runner(builder.build()).run();
        }
    }

    private static boolean isChosen(String name, List<String> patterns) {
        return patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> Pattern.compile(pattern).matcher(name).find());
    }
}
