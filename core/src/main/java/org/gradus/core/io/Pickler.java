package org.gradus.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Ints;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.gradus.core.DType;
import org.gradus.core.Tensor;

/**
 * Writes the pickle of a dict of tensors by protocol 2, as {@code torch.save} does. The dict is a plain one, which keeps its
 * order too: LibTorch reads no OrderedDict.
 */
final class Pickler {

    private static final int PROTOCOL = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Pickler() {}

    /** The pickle of these tensors, the storage of each having its position as key. */
    static byte[] pickle(Map<String, Tensor> tensors) {
        Pickler pickler = new Pickler();
        pickler.write(Opcode.PROTO).out.write(PROTOCOL);
        pickler.write(Opcode.EMPTY_DICT).write(Opcode.MARK);
        int key = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            pickler.text(named.getKey()).tensor(named.getValue(), Integer.toString(key++));
        }
        pickler.write(Opcode.SETITEMS).write(Opcode.STOP);
        return pickler.out.toByteArray();
    }

    /** A call of _rebuild_tensor_v2 by storage, offset, sizes, strides, whether it requires a gradient, and its hooks. */
    private void tensor(Tensor tensor, String key) {
        global("torch._utils", "_rebuild_tensor_v2").write(Opcode.MARK);
        write(Opcode.MARK).text("storage").global("torch", storage(tensor.dtype())).text(key).text("cpu");
        integer(tensor.numel()).write(Opcode.TUPLE).write(Opcode.BINPERSID);
        integer(0).integers(tensor.shape().toArray()).integers(tensor.shape().strides()).write(Opcode.NEWFALSE);
        global("collections", "OrderedDict").write(Opcode.EMPTY_TUPLE).write(Opcode.REDUCE);
        write(Opcode.TUPLE).write(Opcode.REDUCE);
    }

    private static String storage(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> "FloatStorage";
            case FLOAT64 -> "DoubleStorage";
            case INT64 -> "LongStorage";
            case BOOL -> "BoolStorage";
        };
    }

    private Pickler write(Opcode opcode) {
        out.write(opcode.code());
        return this;
    }

    private Pickler global(String module, String name) {
        write(Opcode.GLOBAL).out.writeBytes((module + "\n" + name + "\n").getBytes(UTF_8));
        return this;
    }

    private Pickler text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        write(Opcode.BINUNICODE).raw(bytes.length).out.writeBytes(bytes);
        return this;
    }

    private Pickler integers(int[] values) {
        write(Opcode.MARK);
        for (int value : values) {
            integer(value);
        }
        return write(Opcode.TUPLE);
    }

    private Pickler integer(int value) {
        return write(Opcode.BININT).raw(value);
    }

    private Pickler raw(int value) {
        out.writeBytes(Ints.toByteArray(Integer.reverseBytes(value)));
        return this;
    }
}
