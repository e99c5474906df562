package org.gradus.examples.peers.torch;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.gradus.examples.peers.process.PeerServer;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Operand;
import org.gradus.examples.peers.wire.Request;

/** Answers requests until its standard input ends. */
public final class TorchPeer {

    private static final String VERSION_FILE = "/META-INF/maven/org.bytedeco/pytorch/pom.properties";

    private final TorchOperations operations = TorchOperations.all();

    private TorchPeer() {}

    /**
     * Answers requests.
     *
     * @param args how many threads PyTorch may use
     */
    public static void main(String[] args) throws IOException {
        torch.set_num_threads(Integer.parseInt(args[0]));
        PeerServer.serve(new TorchPeer()::answer);
        Runtime.getRuntime().halt(0); // native destructors have been seen to crash
    }

    private Answer answer(Request request) {
        if (request.operation().equals(Request.WHO)) {
            return new Answer.Words(who());
        }
        try (var _ = new PointerScope()) {
            return compute(request);
        } catch (RuntimeException e) {
            return new Answer.Refusal(firstLine(e));
        }
    }

    /** PyTorch's messages go on with a native stack trace. */
    private static String firstLine(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        int trace = message.indexOf("\nException raised from");
        return trace < 0 ? e.toString() : message.substring(0, trace);
    }

    private Answer compute(Request request) {
        List<Tensor> inputs = new ArrayList<>();
        List<Tensor> leaves = new ArrayList<>();
        for (Operand operand : request.inputs()) {
            Tensor input = TorchTensors.toTorch(operand.value()).set_requires_grad(operand.differentiable());
            inputs.add(input);
            if (operand.differentiable()) {
                leaves.add(input);
            }
        }
        List<Tensor> outputs = operations.compute(request.operation(), new TorchCall(inputs, request.attributes()));
        List<Tensor> gradients = request.cotangents().isEmpty()
                ? List.of()
                : gradients(outputs, leaves, request.cotangents());
        return new Answer.Values(toGradus(outputs), toGradus(gradients));
    }

    private static List<Tensor> gradients(List<Tensor> outputs, List<Tensor> leaves,
            List<org.gradus.core.Tensor> cotangents) {
        List<Tensor> floating = outputs.stream().filter(torch::is_floating_point).toList();
        if (floating.size() != cotangents.size()) {
            throw new IllegalArgumentException("%s floating-point results have %s cotangents".formatted(floating.size(),
                    cotangents.size()));
        }
        var recorded = new TensorVector();
        var upstream = new TensorVector();
        for (int i = 0; i < floating.size(); i++) {
            if (floating.get(i).requires_grad()) {
                recorded.push_back(floating.get(i));
                upstream.push_back(TorchTensors.toTorch(cotangents.get(i)).to(floating.get(i).scalar_type()));
            }
        }
        return recorded.empty() ? List.of() : gradients(recorded, leaves, upstream);
    }

    private static List<Tensor> gradients(TensorVector outputs, List<Tensor> leaves, TensorVector upstream) {
        boolean createGraph = false;
        boolean allowUnused = true;
        TensorVector found = torch.grad(outputs, new TensorVector(leaves.toArray(Tensor[]::new)), upstream,
                new BoolOptional(), createGraph, allowUnused);
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            gradients.add(found.get(i).defined() ? found.get(i) : torch.zeros_like(leaves.get(i)));
        }
        return gradients;
    }

    private static List<org.gradus.core.Tensor> toGradus(List<Tensor> tensors) {
        return tensors.stream().map(TorchTensors::toGradus).toList();
    }

    private static String who() {
        return "PyTorch %s for %s, threads: %s".formatted(version(), torch.get_cpu_capability().getString(),
                torch.get_num_threads());
    }

    private static String version() {
        try (InputStream file = torch.class.getResourceAsStream(VERSION_FILE)) {
            var properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version", "of an unknown version");
        } catch (IOException _) {
            return "of an unknown version";
        }
    }
}
