package org.gradus.examples.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.layers.Conv2d;
import org.gradus.models.insight.FeatureMaps;
import org.gradus.models.insight.FeatureMaps.Feature;
import org.gradus.models.insight.ImageGrid;

/** The chapter on what the convolutions look for and what they find: the first layer's filters, and feature maps. */
final class Inside {

    private static final int MOST_FILTERS = 64;
    private static final int MOST_MAPS = 32;
    private static final int LAYERS = 4;
    private static final double PAPER = 1;
    private static final double PAGE = 760;
    private static final double PIXEL = 9;
    private static final double FILTERS_PIXEL = 16;

    private final Subject subject;

    private Inside(Subject subject) {
        this.subject = subject;
    }

    /** Nothing for a network without convolutions. */
    static Optional<Section> of(Subject subject) {
        return subject.network().modules().stream().filter(Conv2d.class::isInstance).map(Conv2d.class::cast)
                .findFirst().map(first -> new Inside(subject).section(first));
    }

    private Section section(Conv2d first) {
        List<Html> parts = new ArrayList<>();
        parts.add(filters(first));
        parts.addAll(features());
        return new Section("inside", "Filters and feature maps", parts);
    }

    private static Html filters(Conv2d first) {
        Tensor weight = first.weight().detach();
        Tensor shown = weight.narrow(0, 0, Math.min(MOST_FILTERS, weight.size(0)));
        boolean colour = shown.size(1) == 3;
        double largest = Math.max(shown.abs().max().item(), Float.MIN_NORMAL);
        Tensor grid = colour
                ? ImageGrid.of(shown.div(2 * largest).add(0.5), ImageGrid.options().withPadding(1).withPadValue(PAPER))
                : ImageGrid.of(shown.narrow(1, 0, 1).div(2 * largest).add(0.5),
                        ImageGrid.options().withPadding(1).withPadValue(0.5));
        String how = colour
                ? "Grey is 0; a filter answers most to a patch that looks like it."
                : "Red is positive, blue negative, white 0: a filter answers most where the picture is bright under red and dark under blue.";
        return Section.figure(
                Pixels.image(colour
                        ? Pixels.picture(grid)
                        : Pixels.colored(grid.squeeze(0), ColorMap.SIGNED, 0, 1), "filters")
                        .with("style", width(grid, FILTERS_PIXEL)),
                "The first layer's filters,",
                "%d of %d, %d × %d pixels each, all on one scale. ".formatted(shown.size(0), weight.size(0),
                        weight.size(2), weight.size(3)) + how);
    }

    private List<Html> features() {
        int[] one = subject.test().spread(1);
        Tensor picture = subject.test().prepared().batch(one).inputs();
        ImmutableList<Feature> convolutions = FeatureMaps.of(subject.network(), picture).stream()
                .filter(feature -> feature.layer() instanceof Conv2d).collect(ImmutableList.toImmutableList());
        List<Html> parts = new ArrayList<>();
        Batch shown = subject.test().shown().batch(one);
        Html image = Pixels.image(Pixels.picture(shown.inputs().select(0, 0)), "the picture");
        parts.add(Section.figure(image.with("style", "width:112px"), "A test picture,",
                "of class %s, whose way through the network follows.".formatted(
                        subject.className((long) shown.targets().get(0)))));
        int number = Math.min(LAYERS, convolutions.size());
        for (int i = 0; i < number; i++) {
            parts.add(maps(convolutions.get(number == 1 ? 0 : i * (convolutions.size() - 1) / (number - 1))));
        }
        return parts;
    }

    private static Html maps(Feature feature) {
        Tensor all = feature.maps().select(0, 0).unsqueeze(1);
        Tensor shown = all.narrow(0, 0, Math.min(MOST_MAPS, all.size(0)));
        double largest = Math.max(shown.abs().max().item(), Float.MIN_NORMAL);
        Tensor grid = ImageGrid.of(shown.div(2 * largest).add(0.5),
                ImageGrid.options().withPadding(1).withPadValue(0.5).withColumns(shown.size(0) > 16 ? 16 : 10));
        return Section.figure(
                Pixels.image(Pixels.colored(grid.squeeze(0), ColorMap.SIGNED, 0, 1), "feature maps").with("style",
                        width(grid, PIXEL)),
                "Feature maps of " + feature.name() + ",",
                "%d of %d, %d × %d, before the activation: red where a filter answers, blue where it answers negatively, which a ReLU makes 0."
                        .formatted(shown.size(0), all.size(0), all.size(2), all.size(3)));
    }

    /** Nearly as wide as the page, but no pixel larger than can be looked at. */
    private static String width(Tensor grid, double largestPixel) {
        return "width:%dpx".formatted((int) (grid.size(2) * Math.clamp(PAGE / grid.size(2), 1, largestPixel)));
    }
}
