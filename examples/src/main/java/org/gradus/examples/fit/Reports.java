package org.gradus.examples.fit;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.gradus.examples.report.History;
import org.gradus.examples.report.Subject;
import org.gradus.layers.Layer;

/** What a report says of a run. */
final class Reports {

    /** More names of classes than anyone reads in a table of facts. */
    private static final int CLASSES_NAMED = 30;

    private Reports() {}

    /**
     * A network and its run.
     *
     * @param facts beyond those of the recipe
     */
    static Subject subject(Recipe recipe, Layer network, Datasets datasets, Map<String, String> facts,
            History history) {
        int classes = recipe.classes().size();
        ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
        all.put("network", recipe.model() + (recipe.width() == null ? "" : ", width " + recipe.width()));
        all.put("data set", "%s, %,d pictures to train on, %,d to test with".formatted(recipe.dataset(),
                datasets.train().size(), datasets.test().size()));
        all.put("pictures", "%d × %d, %s, normalised by mean %s and standard deviation %s".formatted(recipe.size(),
                recipe.size(), recipe.channels() == 1 ? "grey" : "colour", rounded(recipe.mean()),
                rounded(recipe.std())));
        all.put("classes", classes + (classes > CLASSES_NAMED ? "" : ": " + Joiner.on(", ").join(recipe.classes())));
        all.putAll(facts);
        return new Subject(recipe.model() + " on " + recipe.dataset(), all.buildOrThrow(), network, recipe.classes(),
                part(recipe, datasets.train()), part(recipe, datasets.test()), history);
    }

    private static Subject.Part part(Recipe recipe, PictureSet pictures) {
        return new Subject.Part(pictures.prepared(recipe.transform()), pictures.prepared(recipe.sized()));
    }

    private static String rounded(Iterable<Double> values) {
        StringBuilder text = new StringBuilder();
        values.forEach(value -> text.append(text.isEmpty() ? "" : ", ").append("%.4g".formatted(value)));
        return text.toString();
    }
}
