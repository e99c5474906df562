package org.gradus.examples.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradus.core.Tensor;
import org.gradus.examples.report.Judgement.Verdict;
import org.gradus.layers.Layer;
import org.gradus.models.insight.GradCam;
import org.gradus.models.insight.Saliency;

/** The chapter on what in a picture decides: saliency and Grad-CAM for the classes that the network sees. */
final class Explanations {

    private static final int RIGHT = 8;
    private static final int WRONG = 4;

    /** Maps of fewer pixels a side show no places. */
    private static final int LEAST_SIDE = 4;

    private final Subject subject;
    private final List<Verdict> verdicts;

    private Explanations(Subject subject, Judgement judgement) {
        this.subject = subject;
        Map<Long, Verdict> right = new LinkedHashMap<>();
        judgement.verdicts().stream().filter(Verdict::isRight)
                .forEach(verdict -> right.putIfAbsent(verdict.label(), verdict));
        verdicts = new ArrayList<>(right.values().stream().limit(RIGHT).toList());
        judgement.verdicts().stream().filter(verdict -> !verdict.isRight()).limit(WRONG).forEach(verdicts::add);
    }

    static Section of(Subject subject, Judgement judgement) {
        return new Explanations(subject, judgement).section();
    }

    private Section section() {
        int[] indices = verdicts.stream().mapToInt(Verdict::index).toArray();
        Tensor shown = subject.test().shown().batch(indices).inputs();
        Tensor inputs = subject.test().prepared().batch(indices).inputs();
        Tensor classes = Tensor.of(verdicts.stream().mapToLong(Verdict::predicted).toArray());
        Tensor saliency = Saliency.map(subject.network(), inputs, classes);
        Optional<Layer> layer = GradCam.lastMaps(subject.network(), inputs, LEAST_SIDE);
        Optional<Tensor> maps = layer.map(chosen -> GradCam.stretched(
                GradCam.maps(subject.network(), chosen, inputs, classes), inputs.size(2), inputs.size(3)));
        Html triples = Html.element("div").with("class", "triples")
                .and(Html.join(IntStream.range(0, indices.length).mapToObj(i -> triple(verdicts.get(i),
                        shown.select(0, i), saliency.select(0, i), maps.map(each -> each.select(0, i)))).toList()));
        String place = layer.map(chosen -> " Right: Grad-CAM of the layer " + nameOf(chosen)
                + ", laid over the picture: the places, coarse as that layer sees them, that speak for the class; a picture without colours has none.")
                .orElse(" No layer has maps of %d × %d pixels or more for Grad-CAM.".formatted(LEAST_SIDE, LEAST_SIDE));
        return new Section("explanations", "What decides", List.of(Section.figure(triples, "Saliency and Grad-CAM",
                "for the class that the network sees, in pictures that it is right about and, framed in red, wrong about. Left: the picture. Middle: saliency, how much a small change of each pixel changes the class's score, each on its own scale."
                        + place)));
    }

    private String nameOf(Layer layer) {
        return subject.network().namedModules().entrySet().stream().filter(entry -> entry.getValue() == layer)
                .map(Map.Entry::getKey).findFirst().orElseThrow();
    }

    private Html triple(Verdict verdict, Tensor picture, Tensor saliency, Optional<Tensor> map) {
        BufferedImage plain = Pixels.picture(picture);
        String predicted = subject.className(verdict.predicted());
        Html caption = Html.element("span", predicted);
        if (!verdict.isRight()) {
            caption = caption.and(Html.element("i", ", is " + subject.className(verdict.label())));
        }
        Html images = Html.element("div", image(plain, predicted),
                image(Pixels.colored(saliency, ColorMap.HEAT, 0, saliency.max().item()), "saliency"));
        if (map.isPresent()) {
            BufferedImage heat = Pixels.colored(map.get(), ColorMap.HEAT, 0, map.get().max().item());
            images = images.and(image(Pixels.lit(plain, heat), "Grad-CAM"));
        }
        return Html.element("div", images, caption).with("class", verdict.isRight() ? "triple" : "triple wrong");
    }

    private static Html image(BufferedImage picture, String description) {
        return Pixels.image(Pixels.shrunk(picture), description);
    }
}
