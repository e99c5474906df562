package org.gradus.examples.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gradus.optim.metrics.ConfusionMatrix;
import org.gradus.optim.metrics.PrecisionRecallF1;

/** The chapter on which classes are taken for which. */
final class Confusions {

    /** Up to so many classes there is room for the counts. */
    private static final int COUNTED = 26;
    private static final int PAIRS = 12;

    /** A letter's width in heights; then units of the picture: room around names, the page's width, letters, a square with a count. */
    private static final double LETTER = 0.55;
    private static final double GAP = 8;
    private static final double WIDTH = 880;
    private static final double SMALLEST = 7.5;
    private static final double LARGEST = 12;
    private static final double COUNTED_CELL = 44;

    private final Subject subject;
    private final ConfusionMatrix confusion;
    private final int classes;
    private final double cell;
    private final double margin;
    private final double fontSize;

    private Confusions(Subject subject, ConfusionMatrix confusion) {
        this.subject = subject;
        this.confusion = confusion;
        this.classes = confusion.classes();
        double letters = LETTER * subject.classes().stream().mapToInt(String::length).max().orElse(0);
        boolean counted = classes <= COUNTED;
        this.fontSize = counted ? LARGEST : Math.clamp((WIDTH - 2 * GAP) / (classes + letters), SMALLEST, LARGEST);
        this.margin = 2 * GAP + letters * fontSize;
        this.cell = counted ? COUNTED_CELL : Math.max(fontSize, (WIDTH - margin) / classes);
    }

    /** How often what is of a class was taken for another one. */
    private record Pair(int label, int predicted, long count) {}

    static Section of(Subject subject, Judgement judgement) {
        var confusions = new Confusions(subject, judgement.confusion());
        List<Html> parts = new ArrayList<>();
        parts.add(Section.figure(Html.element("div", confusions.matrix()).with("class", "across"), "Confusion matrix.",
                "A row for each class, a column for what its pictures are taken for; the darker, the larger the part of the row. A perfect network has a dark diagonal and nothing else. Point at a square for its numbers."));
        List<Pair> pairs = confusions.pairs();
        if (!pairs.isEmpty()) {
            parts.add(Section.figure(confusions.table(pairs), "The most frequent confusions.",
                    "The share is of all judged pictures of the class."));
        }
        parts.add(Section.figure(Section.scrolling(confusions.scores(judgement.scores())), "Class by class.",
                "Precision: of the pictures that are taken for the class, how many are of it. Recall: of the class's own pictures, how many are found. F1: their harmonic mean."));
        return new Section("confusions", "Confusions", parts);
    }

    private Html matrix() {
        double side = margin + classes * cell + 2;
        Html svg = Html.element("svg").with("viewBox", "0 0 %.0f %.0f".formatted(side, side)).with("class", "matrix")
                .with("style", "width:%.0fpx".formatted(side)).with("font-size", fontSize).with("role", "img");
        List<Html> drawn = new ArrayList<>();
        drawn.add(Html.element("rect").with("x", margin).with("y", margin).with("width", classes * cell)
                .with("height", classes * cell).with("fill", "#fff").with("stroke", "#c8ced6"));
        for (int label = 0; label < classes; label++) {
            drawn.add(name(label, margin - GAP, margin + (label + 0.5) * cell, 0));
            drawn.add(name(label, margin + (label + 0.5) * cell, margin - GAP, 90));
            for (int predicted = 0; predicted < classes; predicted++) {
                if (confusion.count(label, predicted) > 0) {
                    drawn.add(square(label, predicted));
                }
            }
        }
        return svg.and(Html.join(drawn));
    }

    private Html name(int label, double x, double y, int turned) {
        return Html.element("text", subject.className(label)).with("x", number(x)).with("y", number(y))
                .with("dominant-baseline", "central").with("text-anchor", turned == 0 ? "end" : "start")
                .with("transform", "rotate(-%d %s %s)".formatted(turned, number(x), number(y)));
    }

    private Html square(int label, int predicted) {
        long count = confusion.count(label, predicted);
        double share = (double) count / pictures(label);
        double x = margin + predicted * cell;
        double y = margin + label * cell;
        Html title = Html.element("title", "%s taken for %s: %,d of %,d, %.1f %%".formatted(subject.className(label),
                subject.className(predicted), count, pictures(label), 100 * share));
        Html rect = Html.element("rect").with("x", number(x)).with("y", number(y)).with("width", number(cell))
                .with("height", number(cell)).with("fill", ColorMap.BLUES.css(Math.sqrt(share)));
        Html square = Html.element("g", title, rect);
        return classes > COUNTED
                ? square
                : square.and(Html.element("text", Long.toString(count)).with("x", number(x + cell / 2))
                        .with("y", number(y + cell / 2)).with("dominant-baseline", "central")
                        .with("text-anchor", "middle").with("fill", share > 0.25 ? "#fff" : "#1b2430"));
    }

    private static String number(double value) {
        return "%.1f".formatted(value);
    }

    private long pictures(int label) {
        return LongStream.range(0, classes).map(predicted -> confusion.count(label, (int) predicted)).sum();
    }

    private List<Pair> pairs() {
        return IntStream.range(0, classes * classes)
                .mapToObj(i -> new Pair(i / classes, i % classes, confusion.count(i / classes, i % classes)))
                .filter(pair -> pair.label() != pair.predicted() && pair.count() > 0)
                .sorted(Comparator.comparingLong(Pair::count).reversed()).limit(PAIRS).toList();
    }

    private Html table(List<Pair> pairs) {
        return table(List.of("class", "taken for", "pictures", "share"), pairs.stream().map(pair -> List.of(
                subject.className(pair.label()), subject.className(pair.predicted()), "%,d".formatted(pair.count()),
                "%.1f %%".formatted(100.0 * pair.count() / pictures(pair.label())))).toList())
                .with("class", "numbers names");
    }

    private Html scores(PrecisionRecallF1 scores) {
        List<List<String>> rows = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            rows.add(row(subject.className(label), pictures(label), scores.of(label)));
        }
        rows.add(row("mean", LongStream.range(0, classes).map(label -> pictures((int) label)).sum(), scores.macro()));
        return table(List.of("class", "pictures", "precision", "recall", "F1"), rows).with("class", "numbers");
    }

    private static List<String> row(String name, long pictures, PrecisionRecallF1.Scores scores) {
        return List.of(name, "%,d".formatted(pictures), "%.3f".formatted(scores.precision()),
                "%.3f".formatted(scores.recall()), "%.3f".formatted(scores.f1()));
    }

    private static Html table(List<String> header, List<List<String>> rows) {
        Html head = Html.element("tr").and(Html.join(header.stream().map(name -> Html.element("th", name)).toList()));
        return Html.element("table").and(Html.element("thead", head), Html.element("tbody")
                .and(Html.join(rows.stream().map(row -> Html.element("tr")
                        .and(Html.join(row.stream().map(text -> Html.element("td", text)).toList()))).toList())));
    }
}
