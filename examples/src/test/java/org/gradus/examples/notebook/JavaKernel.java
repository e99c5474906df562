package org.gradus.examples.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import org.gradus.examples.notebook.Notebook.Output;
import org.jspecify.annotations.Nullable;

/** Runs cells as Jupyter's kernels for Java do, one after another in one session of JShell, on the tests' class path. */
final class JavaKernel implements AutoCloseable {

    private static final String[] VECTORS = {"--add-modules", "jdk.incubator.vector"};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JShell shell;

    JavaKernel(Path temporary) {
        var stream = new PrintStream(out, true, UTF_8);
        shell = JShell.builder().out(stream).err(stream).compilerOptions(VECTORS)
                .remoteVMOptions(VECTORS[0], VECTORS[1], "-Djava.awt.headless=true", "-Dstdout.encoding=UTF-8",
                        "-Duser.language=en", "-Djava.io.tmpdir=" + temporary)
                .build();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            shell.addToClasspath(entry);
        }
        run("import java.util.*;"); // what kernels import by themselves, as jshell's DEFAULT does
    }

    /** Runs a cell. @throws AssertionError if it does not compile, or throws */
    Output run(String cell) {
        out.reset();
        SnippetEvent last = null;
        String rest = cell;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            last = evaluated(next.source() == null ? rest : next.source(), cell);
            rest = next.source() == null ? "" : next.remaining();
        }
        String printed = printed();
        String name = last == null ? null : valueName(last.snippet());
        if (name == null) {
            return new Output(printed, null, null);
        }
        evaluated("System.out.print(String.valueOf(%s));".formatted(name), cell);
        String text = printed();
        evaluated("""
                if ((Object) %1$s instanceof java.awt.image.RenderedImage picture) {
                    var bytes = new java.io.ByteArrayOutputStream();
                    javax.imageio.ImageIO.write(picture, "png", bytes);
                    System.out.print(java.util.Base64.getEncoder().encodeToString(bytes.toByteArray()));
                }""".formatted(name), cell);
        String png = printed();
        return new Output(printed, png.isEmpty() ? text : "picture", png.isEmpty() ? null : png);
    }

    private String printed() {
        String text = out.toString(UTF_8).replace("\r\n", "\n");
        out.reset();
        return text;
    }

    private SnippetEvent evaluated(String source, String cell) {
        List<SnippetEvent> events = shell.eval(source);
        for (SnippetEvent event : events) {
            if (event.exception() != null) {
                throw new AssertionError(cell + "\n" + message(event.exception()), event.exception());
            }
            if (event.snippet() instanceof ErroneousSnippet || event.status() != Snippet.Status.VALID
                    && event.status() != Snippet.Status.OVERWRITTEN) {
                throw new AssertionError(cell + "\nin: " + source + "\n"
                        + shell.diagnostics(event.snippet()).map(problem -> problem.getMessage(null)).toList());
            }
        }
        return events.getFirst();
    }

    private static String message(JShellException exception) {
        return exception + (exception.getCause() == null ? "" : ", " + exception.getCause());
    }

    /** How JShell calls the value of an expression, or null if a snippet is none. */
    private static @Nullable String valueName(Snippet snippet) {
        return switch (snippet) {
            case ExpressionSnippet expression -> expression.name();
            case VarSnippet variable when variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND ->
                variable.name();
            default -> null;
        };
    }

    @Override
    public void close() {
        shell.close();
    }
}
