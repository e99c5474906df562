package org.gradus.examples;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.gradus.examples.bench.Bench;
import org.gradus.examples.bench.Growth;
import org.gradus.examples.bench.Soak;
import org.gradus.examples.derivatives.CustomOps;
import org.gradus.examples.derivatives.DerivativeCosts;
import org.gradus.examples.derivatives.GradientPenalty;
import org.gradus.examples.derivatives.LastLayerHessian;
import org.gradus.examples.derivatives.VggCurvature;
import org.gradus.examples.draw.Draw;
import org.gradus.examples.fit.Evaluate;
import org.gradus.examples.fit.LrFind;
import org.gradus.examples.fit.Predict;
import org.gradus.examples.fit.Report;
import org.gradus.examples.fit.Resume;
import org.gradus.examples.fit.Train;
import org.gradus.examples.fit.TrainCnn;
import org.gradus.examples.gradients.GradientTable;
import org.gradus.examples.lecture.Lecture;
import org.gradus.examples.peers.PeersCheck;
import org.gradus.examples.profile.ProfileSteps;
import org.gradus.examples.summary.Summary;
import org.gradus.examples.vgg.Vgg16;
import org.gradus.examples.weights.Convert;
import org.gradus.examples.weights.Inspect;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's entry: one subcommand an example. */
@Command(name = "gradus", mixinStandardHelpOptions = true, version = "Gradus 0.1.0", sortOptions = false,
        scope = ScopeType.INHERIT, synopsisSubcommandLabel = "EXAMPLE", commandListHeading = "%nExamples:%n",
        description = "Runs one of the examples of Gradus, an autograd framework in pure Java.",
        footer = {"", "To run one:       mvn -q compile exec:exec -Dexample=\"EXAMPLE --option value\"",
                "For its options:  mvn -q compile exec:exec -Dexample=\"EXAMPLE --help\""},
        subcommands = {TrainCnn.class, Train.class, Resume.class, LrFind.class, Report.class, Evaluate.class,
                Predict.class, Inspect.class,
                Convert.class, Lecture.class,
                Vgg16.class, Summary.class, Draw.class, ProfileSteps.class,
                GradientPenalty.class,
                CustomOps.class, LastLayerHessian.class, VggCurvature.class, DerivativeCosts.class,
                GradientTable.class, PeersCheck.class, Bench.class, Growth.class, Soak.class, ModulePath.class})
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Run where no example is named. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "Name an example: " + String.join(", ", spec.subcommands().keySet()));
    }

    /**
     * Runs the example that the arguments name and exits with 0 if it succeeded, 1 if it failed and 2 if the command line
     * was wrong.
     *
     * @param args the example's name and its options
     */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        Locale.setDefault(Locale.ROOT); // a decimal point and not a comma, whatever the country
        var out = new PrintWriter(System.out, true, consoleCharset("stdout.encoding"));
        var err = new PrintWriter(System.err, true, consoleCharset("stderr.encoding"));
        System.exit(run(out, err, args));
    }

    /** Java takes a terminal without a locale for one of ASCII; nowadays it shows UTF-8. */
    private static Charset consoleCharset(String property) {
        Charset charset = Charset.forName(System.getProperty(property));
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    /** Runs the example that the arguments name and gives the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Complaints::wrongCommandLine)
                .setExecutionExceptionHandler(Complaints::failed)
                .execute(args);
    }
}
