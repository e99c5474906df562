package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradus.examples.console.Threads;
import org.gradus.examples.report.History;
import org.gradus.examples.report.RunFolder;
import org.gradus.examples.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code report}: a page that shows a run. */
@Command(name = "report", showDefaultValues = true,
        description = {
                "Writes report.html into a run's folder, a page for a browser that needs nothing beside it: curves,",
                "predictions, confusions, saliency and Grad-CAM, filters and feature maps, histograms of weights and",
                "gradients, the loss landscape, the recorded operations."},
        footer = {"",
                "For instance:  mvn -q compile exec:exec -Dexample=\"report --run runs/2025-06-30_14-05-59_train\""})
public final class Report implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Trained trained;

    @Mixin
    private DataOptions data;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() throws IOException {
        threads.apply();
        Path run = trained.run();
        checkArgument(run != null, "[report] needs --run, the folder of a run of the example train");
        Trained.Network asked = trained.load("");
        Recipe recipe = asked.recipe();
        Path file = run.resolve(Train.ARGUMENTS);
        List<String> arguments = Files.exists(file) ? Files.readAllLines(file) : List.of();
        DataOptions from = data.root() != null ? data : Train.parse(arguments).data();
        Datasets datasets = Datasets.read(recipe.dataset(), from.root(), from.label(), recipe.channels());
        checkArgument(datasets.test().classes().equals(recipe.classes()),
                "[report] the network tells the classes %s apart, but %s has %s; name its folder by --data",
                recipe.classes(), recipe.dataset(), datasets.test().classes());
        ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
        if (!arguments.isEmpty()) {
            facts.put("command", Joiner.on(' ').join(arguments));
        }
        facts.put("weights", trained.weightsName());
        RunFolder.of(run).write(RunReport.FILE,
                RunReport
                        .of(Reports.subject(recipe, asked.layer(), datasets, facts.buildOrThrow(), History.read(run))));
        spec.commandLine().getOut().println("Written to " + run.resolve(RunReport.FILE));
        return 0;
    }
}
