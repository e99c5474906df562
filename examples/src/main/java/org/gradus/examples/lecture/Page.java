package org.gradus.examples.lecture;

import java.io.PrintWriter;

/** Where a section writes its text. */
record Page(PrintWriter out) {

    /** A heading, underlined, with an empty line above and below. */
    void title(String title) {
        out.println();
        out.println(title);
        out.println("═".repeat(title.length()));
        out.println();
    }

    /** A paragraph. */
    void say(String format, Object... numbers) {
        out.println(format.stripTrailing().formatted(numbers));
    }

    /** A paragraph with an empty line above it. */
    void paragraph(String format, Object... numbers) {
        out.println();
        say(format, numbers);
    }

    /** A number of things, {@code 1 column} or {@code 2 columns}. */
    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
