package org.gradus.examples.lecture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The sections of the lecture's worked examples, in the lecture's order. */
enum Section {

    /** Patches under a 3×3 filter. */
    PATCHES("A 3×3 filter walks over a 28×28 image", PatchWalk::print),
    /** A convolution by hand. */
    ONE_DIMENSION("Convolution in one dimension, by hand", OneDimension::print),
    /** The formula for the output's size. */
    SIZES("How large is the output?", OutputSizes::print),
    /** AlexNet's first layer. */
    ALEXNET("AlexNet's first layer", AlexNetLayer::print),
    /** Fully connected against shared weights. */
    PARAMETERS("How many weights?", ParameterCounts::print),
    /** The volume of two filters. */
    TWO_FILTERS("Two filters over an 11×11×4 volume, entry by entry", TwoFilters::print),
    /** Strides that do not divide. */
    LOST_COLUMNS("When the stride does not divide", LostColumns::print);

    private final String title;
    private final Consumer<Page> body;

    Section(String title, Consumer<Page> body) {
        this.title = title;
        this.body = body;
    }

    void print(Page page) {
        page.title(ordinal() + 1 + ". " + title);
        body.accept(page);
    }

    /** The section of this name, upper or lower case. */
    static Optional<Section> named(String name) {
        return Arrays.stream(values()).filter(section -> section.toString().equalsIgnoreCase(name)).findFirst();
    }

    /** All names, in order. */
    static List<String> names() {
        return Arrays.stream(values()).map(Section::toString).toList();
    }

    /** The name as it is typed, {@code lost-columns}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
