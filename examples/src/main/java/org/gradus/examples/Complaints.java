package org.gradus.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.gradus.core.data.SampleException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the user reads when something is wrong: one line and what to do, or a stack trace if the fault is ours. */
final class Complaints {

    private static final String HELP = "mvn -q compile exec:exec -Dexample=\"%s--help\"";

    private Complaints() {}

    /** A wrong command line: the fault, what was perhaps meant, and where help is. */
    static int wrongCommandLine(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.printf("Help: " + HELP + "%n", command.getParent() == null ? "" : command.getCommandName() + " ");
        return ExitCode.USAGE;
    }

    /** A failed run: bad input is the user's to mend and needs a sentence, anything else a stack trace. */
    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (e) {
            case IllegalArgumentException _ -> err.println(sentence(e));
            case SampleException sample when sample.getCause() instanceof UncheckedIOException unchecked ->
                err.println(sentence(unchecked.getCause()));
            case UncheckedIOException unchecked -> err.println(sentence(unchecked.getCause()));
            case IOException _ -> err.println(sentence(e));
            case ArithmeticException told when isOwn(told) -> err.println(sentence(e));
            default -> e.printStackTrace(err);
        }
        return ExitCode.SOFTWARE;
    }

    /** The message; the file system's own are bare paths, the library's begin with what was asked in brackets. */
    private static String sentence(Exception e) {
        return switch (e) {
            case IOException own when isOwn(own) -> own.getMessage();
            case NoSuchFileException missing -> "No such file or folder: " + missing.getFile();
            case AccessDeniedException denied -> "Permission denied: " + denied.getFile();
            case NotDirectoryException file -> "Not a folder: " + file.getFile();
            case FileAlreadyExistsException existing -> "A file is in the way: " + existing.getFile();
            case FileSystemException other when other.getReason() != null -> other.getReason() + ": " + other.getFile();
            default -> e.getMessage() != null ? e.getMessage() : e.toString();
        };
    }

    private static boolean isOwn(Exception e) {
        return e.getMessage() != null && e.getMessage().startsWith("[");
    }
}
