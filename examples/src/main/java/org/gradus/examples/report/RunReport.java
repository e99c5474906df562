package org.gradus.examples.report;

import com.google.common.collect.ImmutableList;
import org.gradus.models.ModelSummary;

/** The report on a run: everything that one wants to see of it on a page. */
public final class RunReport {

    /** The file's name in a run's folder. */
    public static final String FILE = "report.html";

    private RunReport() {}

    /**
     * Looks at a network and makes the page, which is still to be written.
     *
     * @throws IllegalArgumentException if Java has no fonts to draw with, saying what to do
     */
    public static RunFolder.Content of(Subject subject) {
        Fonts.check();
        ModelSummary summary = subject.summary();
        Effort effort = Effort.of(summary);
        Judgement judgement = Judgement.of(subject, effort.judged());
        ImmutableList.Builder<Section> sections = ImmutableList.builder();
        sections.add(Overview.glance(subject, judgement, summary), Curves.of(subject),
                Predictions.of(subject, judgement), Confusions.of(subject, judgement),
                Explanations.of(subject, judgement));
        Inside.of(subject).ifPresent(sections::add);
        sections.add(Distributions.of(subject), Landscapes.of(subject, summary, effort), Overview.layers(summary),
                Recording.of(subject));
        return new Page(subject.title(), "A report by Gradus on one training run", sections.build());
    }
}
