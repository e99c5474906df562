package org.gradus.examples.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradus.examples.report.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code resume}: goes on with a training that was stopped. */
@Command(name = "resume",
        description = {
                "Goes on with a training of the example train that was stopped, at the end of its last epoch: what comes",
                "is bit for bit what would have come without the stop."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"resume runs/2025-06-30_14-05-59_train\""})
public final class Resume implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of the run")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        Path arguments = folder.resolve(Train.ARGUMENTS);
        if (Files.notExists(arguments)) {
            throw new NoSuchFileException("[resume] expected the folder of a run, with its file %s, found none in %s"
                    .formatted(Train.ARGUMENTS, folder));
        }
        List<String> lines = Files.readAllLines(arguments);
        Train.parse(lines).resume(new TrainingRun(RunFolder.of(folder), spec.commandLine().getOut()), lines);
        return 0;
    }
}
