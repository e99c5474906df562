package org.gradus.examples.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.examples.report.Judgement.Verdict;

/** The chapter with pictures: what the network learnt from, what it says of test pictures, and its worst mistakes. */
final class Predictions {

    private static final int SHOWN = 24;

    private final Subject subject;
    private final Judgement judgement;

    private Predictions(Subject subject, Judgement judgement) {
        this.subject = subject;
        this.judgement = judgement;
    }

    static Section of(Subject subject, Judgement judgement) {
        return new Predictions(subject, judgement).section();
    }

    private Section section() {
        List<Html> parts = new ArrayList<>();
        int[] learnt = subject.train().spread(SHOWN);
        parts.add(Section.figure(samples(learnt), "Training pictures",
                "with their classes: %d of %,d, spread evenly over the set, as they are before any augmentation."
                        .formatted(learnt.length, subject.train().size())));
        ImmutableList<Verdict> all = judgement.verdicts();
        int shown = Math.min(SHOWN, all.size());
        List<Verdict> some = IntStream.range(0, shown).mapToObj(i -> all.get(i * all.size() / shown)).toList();
        parts.add(Section.figure(tiles(some), "Test pictures",
                "and what the network takes them for, with the probability that it gives that class. What is framed in red is wrong, and its own class stands below."));
        List<Verdict> wrong = all.stream().filter(verdict -> !verdict.isRight())
                .sorted(Comparator.comparingDouble(Verdict::confidence).reversed()).toList();
        parts.add(wrong.isEmpty()
                ? Section.note("Not one of the test pictures that were judged is classified wrongly.")
                : Section.figure(tiles(wrong.subList(0, Math.min(SHOWN, wrong.size()))), "The worst mistakes",
                        "of %,d wrong ones among %,d: those of which the network was surest. Labels that are wrong themselves are often found here."
                                .formatted(wrong.size(), all.size())));
        return new Section("pictures", "Pictures", parts);
    }

    private Html samples(int[] indices) {
        Batch learnt = subject.train().shown().batch(indices);
        return Html.element("div").with("class", "tiles")
                .and(Html.join(IntStream.range(0, indices.length).mapToObj(i -> {
                    String name = subject.className((long) learnt.targets().get(i));
                    return tile(learnt.inputs().select(0, i), name, Html.element("span", name), false);
                }).toList()));
    }

    private Html tiles(List<Verdict> verdicts) {
        Tensor pictures = subject.test().shown().batch(verdicts.stream().mapToInt(Verdict::index).toArray()).inputs();
        return Html.element("div").with("class", "tiles").and(Html.join(IntStream.range(0, verdicts.size())
                .mapToObj(i -> tile(pictures.select(0, i), verdicts.get(i))).toList()));
    }

    private Html tile(Tensor picture, Verdict verdict) {
        String predicted = subject.className(verdict.predicted());
        String label = subject.className(verdict.label());
        Html says = Html.element("span", predicted).and(Html.element("br"),
                Html.text("%.0f %%".formatted(100 * verdict.confidence())));
        return verdict.isRight()
                ? tile(picture, predicted, says, false)
                : tile(picture, predicted + ", is " + label,
                        says.and(Html.element("br"), Html.element("i", "is " + label)), true);
    }

    private static Html tile(Tensor picture, String description, Html caption, boolean wrong) {
        return Html.element("div", Pixels.image(Pixels.shrunk(Pixels.picture(picture)), description), caption).with(
                "class",
                wrong ? "tile wrong" : "tile");
    }
}
