package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.examples.console.TextTable;
import org.gradus.examples.console.Threads;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Layer;
import org.gradus.optim.metrics.ConfusionMatrix;
import org.gradus.optim.metrics.Mean;
import org.gradus.optim.metrics.PrecisionRecallF1;
import org.gradus.optim.metrics.TopK;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code evaluate}: how good a trained network is. */
@Command(name = "evaluate", showDefaultValues = true,
        description = {"Judges a trained network by a data set's test pictures: loss, accuracy, and for each class how",
                "many of those named so are of it (precision), and how many of its own are found (recall)."},
        footer = {"",
                "For instance:  mvn -q compile exec:exec -Dexample=\"evaluate --run runs/2025-06-30_14-05-59_train\"",
                "               mvn -q compile exec:exec -Dexample=\"evaluate --model resnet18 --weights resnet18.pth --dataset folder --data DIR\""})
public final class Evaluate implements Callable<Integer> {

    private static final int BATCH = 500;
    private static final int TOP = 5;

    /** Up to so many classes the whole matrix fits on a console. */
    private static final int WIDE = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Trained trained;

    @Option(names = "--dataset", paramLabel = "NAME", completionCandidates = Datasets.Names.class,
            description = "One of ${COMPLETION-CANDIDATES}; of folder and csv, --data may be the test part itself. Default: what the network was trained on, or of --model the digits that come with the library")
    private @Nullable String dataset;

    @Mixin
    private DataOptions data;

    @Option(names = "--json",
            description = "Print everything as JSON, the confusion matrix with a row for each true class")
    private boolean json;

    @Mixin
    private Threads threads;

    /** What was counted. */
    private record Report(Mean loss, @Nullable TopK top, PrecisionRecallF1 scores, ConfusionMatrix confusion) {

        static Report of(int classes) {
            return new Report(new Mean(), classes > TOP ? new TopK(TOP) : null, new PrecisionRecallF1(classes),
                    new ConfusionMatrix(classes));
        }

        void update(double meanLoss, Tensor scores, Tensor targets) {
            loss.update(meanLoss, targets.numel());
            if (top != null) {
                top.update(scores, targets);
            }
            this.scores.update(scores, targets);
            confusion.update(scores, targets);
        }
    }

    @Override
    public Integer call() throws IOException {
        threads.apply();
        Trained.Network asked = trained.load(dataset == null ? "digits" : dataset);
        Recipe recipe = asked.recipe();
        String name = dataset == null ? recipe.dataset() : dataset;
        PictureSet set = Datasets.test(name, data.root(), data.label(), recipe.channels(), recipe.classes());
        checkArgument(set.classes().size() == recipe.classes().size() && set.channels() == recipe.channels(),
                "[evaluate] the network tells %s classes apart in pictures of %s channels, but %s has %s in pictures of %s; choose another --dataset",
                recipe.classes().size(), recipe.channels(), name, set.classes().size(), set.channels());
        checkArgument(!(set instanceof PictureSet.InFiles) || set.classes().equals(recipe.classes())
                || asked.areNumbered() || areNumbers(set.classes()),
                "[evaluate] the network knows the classes %s, but the folder has %s; name its folders so, or by number",
                recipe.classes(), set.classes());
        Report report = report(asked.layer(), new DataLoader(set.prepared(recipe.transform()),
                DataLoaderOptions.batchSize(BATCH)), set.classes().size());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(recipe, name, set, report));
        } else {
            print(out, recipe, name, set, report);
        }
        out.flush();
        return 0;
    }

    private static boolean areNumbers(List<String> classes) {
        return IntStream.range(0, classes.size()).allMatch(i -> classes.get(i).equals(Integer.toString(i)));
    }

    private static Report report(Layer network, DataLoader pictures, int classes) {
        Report report = Report.of(classes);
        var loss = new CrossEntropyLoss();
        for (Batch batch : pictures) {
            Tape.noGrad(() -> {
                Tensor scores = network.forward(batch.inputs());
                report.update(loss.forward(scores, batch.targets()).item(), scores, batch.targets());
            });
        }
        return report;
    }

    private static void print(PrintWriter out, Recipe recipe, String name, PictureSet set, Report report) {
        out.printf("%s on %s: %,d test pictures, loss %.4f, accuracy %.2f %%%s%n%n", recipe.model(), name, set.size(),
                report.loss.value(), 100 * report.confusion.value(),
                report.top == null ? "" : ", among the best %d %.2f %%".formatted(TOP, 100 * report.top.value()));
        var table = new TextTable(1, "class", "pictures", "precision", "recall", "F1");
        for (int c = 0; c < set.classes().size(); c++) {
            row(table, set.classes().get(c), pictures(report.confusion, c), report.scores.of(c));
        }
        row(table, "mean", set.size(), report.scores.macro());
        out.println(table);
        if (set.classes().size() <= WIDE) {
            out.printf("%nHow often each class, a row, was taken for each, a column:%n%n%s%n",
                    matrix(set, report.confusion));
        }
    }

    private static void row(TextTable table, String name, long pictures, PrecisionRecallF1.Scores scores) {
        table.row(name, "%,d".formatted(pictures), "%.4f".formatted(scores.precision()),
                "%.4f".formatted(scores.recall()), "%.4f".formatted(scores.f1()));
    }

    private static long pictures(ConfusionMatrix confusion, int target) {
        long all = 0;
        for (int p = 0; p < confusion.classes(); p++) {
            all += confusion.count(target, p);
        }
        return all;
    }

    private static TextTable matrix(PictureSet set, ConfusionMatrix confusion) {
        int classes = confusion.classes();
        String[] header = new String[classes + 1];
        header[0] = "";
        for (int p = 0; p < classes; p++) {
            header[p + 1] = set.classes().get(p);
        }
        var table = new TextTable(1, header);
        for (int t = 0; t < classes; t++) {
            Object[] cells = new Object[classes + 1];
            cells[0] = set.classes().get(t);
            for (int p = 0; p < classes; p++) {
                cells[p + 1] = confusion.count(t, p);
            }
            table.row(cells);
        }
        return table;
    }

    private static String json(Recipe recipe, String name, PictureSet set, Report report) {
        var json = new JsonObject();
        json.addProperty("model", recipe.model());
        json.addProperty("dataset", name);
        json.addProperty("pictures", set.size());
        json.add("loss", number(report.loss.value()));
        json.add("accuracy", number(report.confusion.value()));
        if (report.top != null) {
            json.add("top" + TOP, number(report.top.value()));
        }
        var classes = new JsonArray();
        var matrix = new JsonArray();
        for (int c = 0; c < set.classes().size(); c++) {
            var one = new JsonObject();
            one.addProperty("class", set.classes().get(c));
            one.addProperty("pictures", pictures(report.confusion, c));
            one.add("precision", number(report.scores.of(c).precision()));
            one.add("recall", number(report.scores.of(c).recall()));
            one.add("f1", number(report.scores.of(c).f1()));
            classes.add(one);
            var row = new JsonArray();
            for (int p = 0; p < set.classes().size(); p++) {
                row.add(report.confusion.count(c, p));
            }
            matrix.add(row);
        }
        json.add("classes", classes);
        json.add("confusion", matrix);
        return new GsonBuilder().setPrettyPrinting().create().toJson(json);
    }

    /** JSON has no NaN and no infinity, which a diverged network's loss can be. */
    private static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }
}
