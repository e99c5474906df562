package org.gradus.examples.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import org.gradus.core.Tape;
import org.gradus.core.TapeDrawing;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.ModuleTrace;

/** The chapter on what the tape records of the network: the operations from a picture to its loss. */
final class Recording {

    /** Larger drawings are slow to lay out, and nobody reads them in a page. */
    private static final int MOST_LAYERS = 120;

    private Recording() {}

    static Section of(Subject subject) {
        return new Section("tape", "Recorded operations", List.of(
                subject.network().modules().size() > MOST_LAYERS
                        ? Section.note(
                                "The network has %d parts, too many for a drawing in a page. The example draw writes one."
                                        .formatted(subject.network().modules().size()))
                        : Section.figure(drawing(subject), "What the tape records",
                                "of one picture and its loss, data flowing downwards: operations with the shapes of what they give and, in grey, the parameters and constants that they read, in frames for the parts of the network. Backward passes go through these boxes upwards.")));
    }

    private static Html drawing(Subject subject) {
        Batch one = subject.test().prepared().batch(subject.test().spread(1));
        String svg = Tape.withGrad(() -> {
            var trace = new ModuleTrace(subject.network());
            Tensor loss = trace.record(() -> new CrossEntropyLoss()
                    .forward(subject.network().forward(one.inputs()), one.targets()));
            return TapeDrawing.of(subject.network().namedParameters(), loss).groupedBy(trace::module).svg();
        });
        Html image = Html.element("img").with("alt", "recorded operations").with("src",
                "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(UTF_8)));
        return Html.element("div", image).with("class", "scroll tape");
    }
}
