package org.gradus.examples;

/** The command line's entry. */
public final class Main {
    private Main() {}

    /**
     * Runs the example that the arguments name.
     *
     * @param args the example's name and its options
     */
    public static void main(String[] args) {
        System.out.println("Gradus: " + String.join(" | ", args));
    }
}
