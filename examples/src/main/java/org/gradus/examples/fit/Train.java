package org.gradus.examples.fit;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradus.examples.fit.TrainingOptions.Setup;
import org.gradus.examples.report.RunFolder;
import org.gradus.examples.report.RunReport;
import org.gradus.optim.training.ProgressLines;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code train}: any network on any data set with any optimiser. */
@Command(name = "train", showDefaultValues = true,
        description = {"Trains a network on a data set, and writes its state and metrics into a new folder after every",
                "epoch, and at the end a page that shows all of it, report.html. A training that was stopped goes on, bit for bit, by the example resume."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"train --model lenet5 --epochs 10\"",
                "               mvn -q compile exec:exec -Dexample=\"train --dataset fashion-mnist --data DIR\""})
public final class Train implements Callable<Integer> {

    /** The file in the run's folder that holds the command line, an argument a line. */
    static final String ARGUMENTS = "arguments.txt";

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingOptions options;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder in which the run's own folder is made")
    private Path out = Path.of("runs");

    @Option(names = "--no-report", description = "Do not write " + RunReport.FILE
            + " at the end; the example report does so at any time")
    private boolean noReport;

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        Setup setup = options.prepare(console);
        RunFolder folder = RunFolder.create(out, spec.name(), LocalDateTime.now());
        List<String> given = spec.commandLine().getParseResult().originalArgs();
        List<String> arguments = given.subList(given.indexOf(spec.name()) + 1, given.size());
        Files.write(folder.path().resolve(ARGUMENTS), arguments);
        var run = new TrainingRun(folder, console);
        run.announce(setup);
        run.begin(setup, new ProgressLines(console::println));
        report(run, setup, arguments);
        return 0;
    }

    /** Goes on with a training whose command line this is. */
    void resume(TrainingRun run, List<String> arguments) throws IOException {
        Setup setup = options.prepare(run.console());
        run.announce(setup);
        run.resume(setup, new ProgressLines(run.console()::println));
        report(run, setup, arguments);
    }

    private void report(TrainingRun run, Setup setup, List<String> arguments) {
        if (!noReport) {
            run.report(setup, ImmutableMap.of("command", Joiner.on(' ').join(arguments)));
        }
    }

    /** What a command line asks for. */
    static Train parse(List<String> arguments) {
        var train = new Train();
        new CommandLine(train).parseArgs(arguments.toArray(String[]::new));
        return train;
    }

    /** Where the data set's files are. */
    DataOptions data() {
        return options.data();
    }
}
