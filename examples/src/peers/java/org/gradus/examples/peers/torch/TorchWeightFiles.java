package org.gradus.examples.peers.torch;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.GenericDict;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** State dicts from files. */
final class TorchWeightFiles {

    private TorchWeightFiles() {}

    static void addTo(TorchOperations table) {
        table.addMany("file.pth", TorchWeightFiles::tensors);
    }

    private static List<Tensor> tensors(TorchCall c) {
        byte[] file = Base64.getDecoder().decode(c.attributes().text("file"));
        GenericDict tensors = torch.pickle_load(new ByteVector(file)).toGenericDict();
        String[] names = c.attributes().text("names").split("\n");
        if (tensors.size() != names.length) {
            throw new IllegalArgumentException("the file has %d tensors".formatted(tensors.size()));
        }
        return Stream.of(names).map(name -> tensors.at(new IValue(name)).toTensor()).toList();
    }
}
