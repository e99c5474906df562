package org.gradus.examples.lecture;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lecture}: computes and explains the worked examples on convolution and pooling. */
@Command(name = "lecture",
        description = {
                "Computes the lecture's worked examples on convolution and pooling with Gradus and explains them.",
                "Every printed result is computed; nothing is typed in."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"lecture sizes lost-columns\""})
public final class Lecture implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "SECTION",
            description = "Which sections to print, all if none is named: patches, one-dimension, sizes, alexnet, "
                    + "parameters, two-filters, lost-columns")
    private List<String> names = Section.names();

    @Override
    public void run() {
        List<Section> sections = names.stream().map(this::section).toList();
        var page = new Page(spec.commandLine().getOut());
        sections.forEach(section -> section.print(page));
    }

    private Section section(String name) {
        return Section.named(name).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "There is no section '" + name + "'; choose from " + String.join(", ", Section.names())));
    }
}
