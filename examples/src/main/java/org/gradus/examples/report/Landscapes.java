package org.gradus.examples.report;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Tape;
import org.gradus.core.data.Batch;
import org.gradus.core.random.Rng;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.models.ModelSummary;
import org.gradus.models.insight.LossLandscape;

/** The chapter on the loss around the weights that were found. */
final class Landscapes {

    private static final long SEED = 2018;

    private Landscapes() {}

    static Section of(Subject subject, ModelSummary summary, Effort effort) {
        List<Html> parts = new ArrayList<>();
        int points = effort.landscapePoints();
        if (points == 0) {
            parts.add(Section.note(
                    "With %,d parameters and %,d multiply-adds a picture, a loss landscape of this network would take too long for a report. LossLandscape of the package org.gradus.models.insight computes one of any size."
                            .formatted(summary.parameters().all(), summary.multAdds())));
        } else {
            add(parts, subject, points, effort.landscapePictures(points));
        }
        return new Section("landscape", "Loss landscape", parts);
    }

    private static void add(List<Html> parts, Subject subject, int points, int most) {
        Batch batch = subject.train().prepared().batch(subject.train().spread(most));
        var criterion = new CrossEntropyLoss();
        LossLandscape landscape = Tape.noGrad(() -> LossLandscape.of(subject.network(),
                () -> criterion.forward(subject.network().forward(batch.inputs()), batch.targets()).item(),
                LossLandscape.options(new Rng(SEED)).withPoints(points)));
        Relief relief = Relief.of(landscape);
        if (!relief.hasShape()) {
            parts.add(Section.note(
                    "The loss around these weights is no finite number, or the same everywhere, and there is nothing to draw."));
            return;
        }
        Html both = Html.element("div", Surface.of(relief), Contours.of(relief)).with("class", "two");
        parts.add(Section.figure(both, "The loss on a plane through the weights,",
                "as a surface and from above, coloured by its logarithm. The weights that were found are in the middle; the plane reaches from there as far as the weights are long, in two random directions whose every filter is as long as the network's (Li et al., 2018). %d × %d points, each the mean loss of the same %d training pictures, from %.3g in the middle to %.3g. Networks that train and generalise well tend to lie in a wide, smooth valley; a narrow or ragged one asks for smaller steps, skips or normalisation."
                        .formatted(points, points, batch.size(), landscape.centre(), relief.highest())));
        ImmutableDoubleArray across = landscape.losses().get(points / 2);
        double[] up = landscape.losses().stream().mapToDouble(row -> row.get(points / 2)).toArray();
        double[] steps = landscape.steps().toArray();
        Html cuts = new LineChart("step, in lengths of the weights", "cross-entropy").withLogY()
                .marked("along the first direction", steps, across.toArray(), LineChart.BLUE)
                .marked("along the second direction", steps, up, LineChart.ORANGE).image("cuts through the landscape");
        parts.add(Section.figure(cuts, "Cuts through the middle.", "The same numbers along each direction alone."));
    }
}
