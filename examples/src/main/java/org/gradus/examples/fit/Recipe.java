package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.gradus.core.Tensor;
import org.gradus.layers.Layer;
import org.gradus.models.Models;
import org.gradus.models.transforms.CenterCrop;
import org.gradus.models.transforms.Compose;
import org.gradus.models.transforms.Images;
import org.gradus.models.transforms.Normalize;
import org.gradus.models.transforms.Resize;
import org.gradus.models.transforms.ToTensor;
import org.gradus.models.transforms.Transform;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a network beside its weights to ask it about a picture: how it is built, and how pictures are
 * prepared for it. A run's folder carries it, so that nobody needs the data set again.
 *
 * @param model the network's name
 * @param dataset the name of what it was trained on
 * @param classes the names of the classes, in the order of their scores
 * @param channels of the pictures, 1 for grey or 3 for red, green and blue
 * @param size pixels a side
 * @param width filters of the first block, or null where they are as the network is published
 * @param mean of each channel, or of all together
 * @param std the standard deviation likewise
 */
record Recipe(String model, String dataset, ImmutableList<String> classes, int channels, int size,
        @Nullable Integer width, ImmutableList<Double> mean, ImmutableList<Double> std) {

    /** The file in a run's folder. */
    static final String FILE = "network.json";

    /** How a network learns from a data set; pictures have the size asked for, or else one that suits both. */
    static Recipe of(String model, String dataset, PictureSet set, @Nullable Integer size,
            @Nullable Integer width) {
        int side = size != null ? size : set.side(Models.picture(model).size(1));
        Scale scale = set.scale();
        return new Recipe(model, dataset, set.classes(), set.channels(), side, width, scale.mean(), scale.std());
    }

    /** The network, with weights drawn from the global generator. The lecture's takes no other number than ten classes. */
    Layer network() {
        Models.Options options = Models.options().withWidth(width);
        options = model.equals("cnn") && classes.size() == 10 ? options : options.withNumClasses(classes.size());
        return Models.create(model,
                Models.picture(model).size(0) == channels ? options : options.withInChannels(channels));
    }

    /** To tensors, the shorter side to the size, of which the middle is kept, and to the common scale. */
    Transform<Images> transform() {
        return Compose.of(sized(), normalize());
    }

    /** To tensors, the shorter side to the size, of which the middle is kept. */
    Transform<Images> sized() {
        return Compose.of(new ToTensor(), new Resize(size), new CenterCrop(size));
    }

    /** To the common scale. */
    Transform<Tensor> normalize() {
        return new Normalize(Doubles.toArray(mean), Doubles.toArray(std));
    }

    /** As indented JSON. */
    String toJson() {
        var json = new JsonObject();
        json.addProperty("model", model);
        json.addProperty("dataset", dataset);
        json.addProperty("channels", channels);
        json.addProperty("size", size);
        if (width != null) {
            json.addProperty("width", width);
        }
        json.add("mean", numbers(mean));
        json.add("std", numbers(std));
        var names = new JsonArray();
        classes.forEach(names::add);
        json.add("classes", names);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json)
                + System.lineSeparator();
    }

    private static JsonArray numbers(List<Double> values) {
        var array = new JsonArray();
        values.forEach(array::add);
        return array;
    }

    /**
     * Reads the file of a run's folder.
     *
     * @throws IOException if there is none, or it is damaged, naming it
     */
    static Recipe read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            return parse(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "[run] expected the folder of a run of the example train, with its file %s, found none in %s"
                            .formatted(FILE, folder),
                    e);
        } catch (MalformedInputException | RuntimeException e) { // Gson throws a kind of its own for each way to be wrong
            throw new IOException("[run] %s: expected what the example train writes, but it is damaged: %s"
                    .formatted(file, e.getMessage()), e);
        }
    }

    private static Recipe parse(JsonObject json) {
        Recipe recipe = new Recipe(member(json, "model").getAsString(), member(json, "dataset").getAsString(),
                member(json, "classes").getAsJsonArray().asList().stream().map(JsonElement::getAsString)
                        .collect(ImmutableList.toImmutableList()),
                member(json, "channels").getAsInt(), member(json, "size").getAsInt(),
                json.has("width") ? json.get("width").getAsInt() : null, doubles(json, "mean"),
                doubles(json, "std"));
        checkArgument(recipe.channels == 1 || recipe.channels == 3, "'channels' must be 1 or 3, but is %s",
                recipe.channels);
        checkArgument(Models.names().contains(recipe.model), "there is no model '%s'", recipe.model);
        checkArgument(!recipe.classes.isEmpty(), "'classes' is empty");
        recipe.transform();
        return recipe;
    }

    private static ImmutableList<Double> doubles(JsonObject json, String name) {
        return member(json, name).getAsJsonArray().asList().stream().map(JsonElement::getAsDouble)
                .collect(ImmutableList.toImmutableList());
    }

    private static JsonElement member(JsonObject json, String name) {
        JsonElement member = json.get(name);
        checkArgument(member != null, "'%s' is missing", name);
        return member;
    }
}
