package org.gradus.examples.report;

import java.util.List;
import org.gradus.models.ModelSummary;

/** The chapters on what was trained: figures at a glance, the recipe, and the network's layers. */
final class Overview {

    private Overview() {}

    static Section glance(Subject subject, Judgement judgement, ModelSummary summary) {
        History history = subject.history();
        int judged = judgement.verdicts().size();
        Html cards = Html.element("div",
                card("%.2f %%".formatted(100 * judgement.confusion().value()), "test accuracy"),
                card("%.4f".formatted(judgement.loss()), "test loss"),
                card("%.3f".formatted(judgement.scores().macro().f1()), "mean F1 of the classes"),
                card("%,d".formatted(summary.parameters().all()), "parameters"),
                card(shortened(summary.multAdds()), "multiply-adds a picture"),
                card("%,d".formatted(history.epochs().size()), "epochs"),
                card("%,d".formatted(history.steps().size()), "steps")).with("class", "cards");
        Html facts = Html.element("table").with("class", "facts").and(Html.join(subject.facts().entrySet().stream()
                .map(fact -> Html.element("tr", Html.element("th", fact.getKey()), Html.element("td", fact.getValue())))
                .toList()));
        String pictures = judged == subject.test().size()
                ? "All %,d test pictures were judged.".formatted(judged)
                : "%,d of the %,d test pictures were judged, spread evenly over the set: more would take this network too long for a report. The example evaluate judges all."
                        .formatted(judged, subject.test().size());
        return new Section("glance", "At a glance", List.of(cards, Section.note(pictures), facts));
    }

    static Section layers(ModelSummary summary) {
        return new Section("layers", "Layers", List.of(Section.figure(
                Section.scrolling(Html.element("pre", summary.toString())), "The network's layers",
                "in the order in which they are applied, with the shapes of what they give, [pictures, channels, height, width], and the number of their parameters.")));
    }

    private static Html card(String number, String name) {
        return Html.element("div", Html.element("b", number), Html.element("span", name));
    }

    private static String shortened(long number) {
        return number >= 1e9
                ? "%.2f G".formatted(number / 1e9)
                : number >= 1e6 ? "%.2f M".formatted(number / 1e6) : "%,d".formatted(number);
    }
}
