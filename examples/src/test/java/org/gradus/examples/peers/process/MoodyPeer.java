package org.gradus.examples.peers.process;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Frames;
import org.gradus.examples.peers.wire.Operand;
import org.gradus.examples.peers.wire.Request;
import org.gradus.examples.peers.wire.Wire;

/** A process that answers, prints, dies or falls silent as the operation's name says. */
final class MoodyPeer {

    private MoodyPeer() {}

    static List<String> command() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), MoodyPeer.class.getName());
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(System.in);
        byte[] message;
        while ((message = Frames.read(in, OutputStream.nullOutputStream())) != null) {
            Frames.write(System.out, Wire.encode(answer(Wire.decodeRequest(message))));
        }
    }

    private static Answer answer(Request request) throws IOException, InterruptedException {
        switch (request.operation()) {
            case "chatter" -> System.out.print("a warning on standard output\n".repeat(10_000));
            case "die" -> die();
            case "die once" -> {
                Path grave = Path.of(request.attributes().text("grave"));
                if (Files.notExists(grave)) {
                    Files.createFile(grave);
                    die();
                }
            }
            case "sleep" -> Thread.sleep(600_000);
            default -> {
                // echoes
            }
        }
        return new Answer.Values(request.inputs().stream().map(Operand::value).toList(), List.of());
    }

    private static void die() {
        System.out.println("on standard output: the last words");
        System.err.println("on standard error: SIGSEGV");
        Runtime.getRuntime().halt(134);
    }
}
