package org.gradus.examples;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.core.io.AtomicFile;

/** The {@code kernel.json} by which Jupyter starts rapaio-jupyter-kernel, a kernel for Java. */
final class KernelFile {

    private static final String VECTORS = "--add-modules jdk.incubator.vector";

    private KernelFile() {}

    /**
     * Has cells find a library, with the vector module in their compiler and in their virtual machine; everything else in
     * the file stays.
     *
     * @param modulePath its entries, as this platform separates them; the kernel wants semicolons everywhere
     * @throws IllegalArgumentException if the file is not such a kernel's
     */
    static void addLibrary(Path file, String modulePath) throws IOException {
        JsonObject kernel = read(file);
        JsonObject environment = kernel.getAsJsonObject("env");
        environment.addProperty("RJK_CLASSPATH", modulePath.replace(File.pathSeparatorChar, ';'));
        environment.addProperty("RJK_COMPILER_OPTIONS", VECTORS);
        environment.addProperty("JDK_JAVA_OPTIONS", VECTORS);
        AtomicFile.writeString(file,
                new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(kernel) + "\n");
    }

    private static JsonObject read(Path file) throws IOException {
        JsonElement json;
        try {
            json = JsonParser.parseString(Files.readString(file));
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("[module-path] %s is no JSON: %s".formatted(file, e.getMessage()), e);
        }
        checkArgument(json instanceof JsonObject kernel && kernel.get("env") instanceof JsonObject environment
                && environment.has("RJK_CLASSPATH"),
                "[module-path] %s is not the kernel.json of rapaio-jupyter-kernel, whose env has an RJK_CLASSPATH; install the kernel first",
                file);
        return (JsonObject) json;
    }
}
