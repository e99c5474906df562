package org.gradus.examples.fit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.gradus.examples.fit.TrainingOptions.Setup;
import org.gradus.examples.report.Fonts;
import org.gradus.examples.report.LineChart;
import org.gradus.examples.report.RunFolder;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.optim.training.LearningRateFinder;
import org.gradus.optim.training.LearningRateTrials;
import org.gradus.optim.training.LearningRateTrials.Trial;
import org.gradus.optim.training.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code lr-find}: which learning rates suit a training. */
@Command(name = "lr-find", showDefaultValues = true,
        description = {
                "Trains for up to 100 steps with growing learning rates, from 1e-7 to 10, until the loss grows too large;",
                "suggests the one at which it falls most steeply, and draws all into a new folder. Takes the options of",
                "train; --lr and --schedule do not matter."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"lr-find --model lenet5 --optimizer adam\""})
public final class LrFind implements Callable<Integer> {

    private static final String PLOT = "lr-find.png";

    /** How far above the first loss the plot reaches; what grows beyond that is lost anyway. */
    private static final double HEADROOM = 1.4;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingOptions options;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder in which the plot's own folder is made")
    private Path out = Path.of("runs");

    @Override
    public Integer call() throws IOException {
        Fonts.check();
        PrintWriter console = spec.commandLine().getOut();
        Setup setup = options.prepare(console);
        LearningRateTrials found = LearningRateFinder.find(
                new Trainer(setup.model(), new CrossEntropyLoss(), setup.optimizer(), setup.options()), setup.train());
        OptionalDouble suggestion = found.suggestion();
        console.println("%s on %s: %d learning rates tried, from %.2g to %.2g".formatted(setup.recipe().model(),
                setup.recipe().dataset(), found.trials().size(), found.trials().getFirst().learningRate(),
                found.trials().getLast().learningRate()));
        console.println(suggestion.isPresent()
                ? "The loss falls most steeply at a learning rate of %.2g: --lr %1$.2g"
                        .formatted(suggestion.getAsDouble())
                : "The loss falls nowhere: perhaps another optimizer or network");
        RunFolder folder = RunFolder.create(out, spec.name(), LocalDateTime.now());
        folder.write(PLOT, plot(found, suggestion)::writePng);
        console.println("Drawn to " + folder.path().resolve(PLOT));
        return 0;
    }

    private static LineChart plot(LearningRateTrials found, OptionalDouble suggestion) {
        List<Trial> trials = found.trials();
        double[] rates = values(trials, Trial::learningRate);
        var chart = new LineChart("learning rate", "cross-entropy").withLogX()
                .withYRange(0, HEADROOM * trials.getFirst().smoothedLoss())
                .line("each step", rates, values(trials, Trial::loss), LineChart.PALE, 1.2)
                .line("smoothed", rates, values(trials, Trial::smoothedLoss), LineChart.BLUE, 2.4);
        suggestion.ifPresent(rate -> {
            double loss = trials.stream().filter(trial -> trial.learningRate() == rate)
                    .mapToDouble(Trial::smoothedLoss).findFirst().orElseThrow();
            chart.marked("suggestion, %.2g".formatted(rate), new double[]{rate}, new double[]{loss}, LineChart.ORANGE);
        });
        return chart;
    }

    private static double[] values(List<Trial> trials, ToDoubleFunction<Trial> value) {
        return trials.stream().mapToDouble(value).toArray();
    }
}
