package org.gradus.examples;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine.Command;

/** What a run of the command line gave. */
record Run(int code, String out, String err) {

    static final String[] EXAMPLES = Arrays.stream(Main.class.getAnnotation(Command.class).subcommands())
            .map(type -> type.getAnnotation(Command.class).name()).toArray(String[]::new);

    static Run of(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Run(code, out.toString(), err.toString());
    }
}
