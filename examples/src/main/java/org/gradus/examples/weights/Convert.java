package org.gradus.examples.weights;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code convert}: weights from one format into another. */
@Command(name = "convert",
        description = {"Writes the tensors of a file into one of another format: safetensors, npz, PyTorch's pth or",
                "pt, or npy for a single one. No value changes; half precision becomes float32 and integers",
                "become int64, as they are read. What the new format cannot keep beside the tensors is said."},
        footer = {"",
                "For instance:  mvn -q compile exec:exec -Dexample=\"convert resnet18.pth resnet18.safetensors\""})
public final class Convert implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FROM", description = "The file that is there, of any of these formats")
    private Path from;

    @Parameters(index = "1", paramLabel = "TO", description = "The file to write; its ending says the format")
    private Path to;

    @Option(names = "--force", description = "Replace the file if it is there")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        WeightFile.Format format = WeightFile.Format.asked(to);
        if (Files.exists(to) && !force) {
            throw new FileAlreadyExistsException(
                    "[convert] %s is there already; give --force to replace it".formatted(to));
        }
        WeightFile file = WeightFile.open(from);
        file.write(to, format);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s: %,d tensors, %,d numbers%n", to, file.types().size(), file.numbers());
        if (!file.keepsNotes(format)) {
            out.printf("Left out, as .%s has no place for notes:%n", format);
            file.notes().keySet().forEach(note -> out.printf("  %s%n", note));
        }
        out.flush();
        return 0;
    }
}
