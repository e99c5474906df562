package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;
import org.gradus.examples.console.TextTable;
import org.gradus.examples.console.Threads;
import org.gradus.layers.Layer;
import org.gradus.models.datasets.ImageFiles;
import org.gradus.models.transforms.Images;
import org.gradus.models.transforms.Transform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code predict}: what a trained network sees in pictures. */
@Command(name = "predict", showDefaultValues = true,
        description = {
                "Says what a trained network sees in pictures. They are prepared as those it was trained with: grey",
                "if those were, the shorter side scaled to their size, and the middle kept."},
        footer = {"",
                "For instance:  mvn -q compile exec:exec -Dexample=\"predict --run runs/2025-06-30_14-05-59_train digit.png\"",
                "               mvn -q compile exec:exec -Dexample=\"predict --model resnet18 --weights resnet18.pth cat.jpg\""})
public final class Predict implements Callable<Integer> {

    private static final ImmutableSet<String> EXTENSIONS = ImmutableSet.of("jpg", "jpeg", "png", "bmp", "gif");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PICTURE", arity = "1..*",
            description = "Files of JPEG, PNG, GIF or BMP, or folders, of which all such files are taken, at any depth")
    private List<Path> pictures;

    @Mixin
    private Trained trained;

    @Option(names = "--top", paramLabel = "N", description = "How many classes are told")
    private int top = 3;

    @Option(names = "--invert",
            description = "Exchange dark and light: MNIST's digits, for instance, are white on black, and writing is not")
    private boolean invert;

    @Option(names = "--json", description = "Print a JSON object a line and picture")
    private boolean json;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() throws IOException {
        checkArgument(top >= 1, "[predict] --top must be at least 1, but is %s", top);
        threads.apply();
        List<Path> files = files();
        Trained.Network asked = trained.load("");
        Recipe recipe = asked.recipe();
        Layer network = asked.layer();
        Transform<Images> transform = recipe.transform();
        PrintWriter out = spec.commandLine().getOut();
        for (Path file : files) {
            Images picture = prepared(ImageFiles.read(file), recipe.channels());
            Tensor scores = Tape.noGrad(() -> network.forward(transform.apply(picture)));
            ValuesAndIndices best = scores.softmax(1).topk(Math.min(top, recipe.classes().size()), 1);
            print(out, file, recipe, best);
        }
        return 0;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path picture : pictures) {
            if (!Files.isDirectory(picture)) {
                files.add(picture);
                continue;
            }
            int before = files.size();
            try (Stream<Path> within = Files.walk(picture)) {
                within.filter(Predict::isPicture).sorted().forEach(files::add);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            checkArgument(files.size() > before, "[predict] expected files of %s in %s, found none",
                    EXTENSIONS, picture);
        }
        return files;
    }

    private static boolean isPicture(Path path) {
        String name = path.getFileName().toString();
        return EXTENSIONS.contains(Ascii.toLowerCase(name.substring(name.lastIndexOf('.') + 1)))
                && Files.isRegularFile(path);
    }

    private Images prepared(Images picture, int channels) {
        Images fitting = channels == 1 ? Grey.of(picture) : picture;
        if (!invert) {
            return fitting;
        }
        byte[] values = fitting.bytes(0);
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) ~values[i];
        }
        return Images.wrap(values, fitting.shape());
    }

    private void print(PrintWriter out, Path file, Recipe recipe, ValuesAndIndices best) {
        float[] probabilities = best.values().toFloatArray();
        long[] labels = best.indices().toLongArray();
        var table = new TextTable(1, file.toString(), "probability");
        var classes = new JsonArray();
        for (int i = 0; i < labels.length; i++) {
            String name = recipe.classes().get(Math.toIntExact(labels[i]));
            table.row(name, "%.4f".formatted(probabilities[i]));
            var one = new JsonObject();
            one.addProperty("class", name);
            one.addProperty("probability", probabilities[i]);
            classes.add(one);
        }
        if (json) {
            var line = new JsonObject();
            line.addProperty("file", file.toString());
            line.add("classes", classes);
            out.println(new Gson().toJson(line));
        } else {
            out.println(table);
            out.println();
        }
        out.flush();
    }
}
