package org.gradus.core.io;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What pickles of state dicts refer to by module and name: all that is allowed. */
sealed interface TorchGlobal {

    /** Finds what a pickle names, or refuses it by name. */
    static TorchGlobal find(Source source, String module, String name) throws TensorFileException {
        TorchGlobal global = All.BY_NAME.get(module + "." + name);
        if (global == null) {
            throw source.problem("it refers to " + module + "." + name
                    + ", which is refused: only tensors, numbers, text, lists and dicts are read, and nothing in a file is"
                    + " executed; save a state dict, torch.save(model.state_dict(), path)");
        }
        return global;
    }

    /** A function or class that a pickle calls. */
    enum Function implements TorchGlobal {

        ORDERED_DICT, COUNTER, SIZE, REBUILD_TENSOR_V2, REBUILD_TENSOR_V3, REBUILD_PARAMETER;

        /** The value that a call would return. */
        Object understand(Source source, List<Object> arguments) throws TensorFileException {
            return switch (this) {
                case ORDERED_DICT, COUNTER -> dict(source, arguments);
                case SIZE -> argument(source, arguments, 0, Python.Tuple.class);
                case REBUILD_TENSOR_V2 -> TorchTensor.of(source, arguments, null);
                case REBUILD_TENSOR_V3 -> TorchTensor.of(source, arguments,
                        argument(source, arguments, 6, TorchDType.class).encoding());
                case REBUILD_PARAMETER -> argument(source, arguments, 0, TorchTensor.class);
            };
        }

        private Object dict(Source source, List<Object> arguments) throws TensorFileException {
            if (arguments.isEmpty()) {
                return new Python.Dict();
            }
            return argument(source, arguments, 0, Python.Dict.class);
        }

        <T> T argument(Source source, List<Object> arguments, int index, Class<T> type) throws TensorFileException {
            if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
                throw source.problem("its pickle calls " + this + " with other arguments than PyTorch does");
            }
            return type.cast(arguments.get(index));
        }
    }

    /** The type of a storage; none if it holds bytes of any type. */
    record StorageType(@Nullable Encoding encoding) implements TorchGlobal {}

    /** The type of a tensor. */
    record TorchDType(Encoding encoding) implements TorchGlobal {}

    /** What is allowed. */
    final class All {

        static final ImmutableMap<String, TorchGlobal> BY_NAME = ImmutableMap.<String, TorchGlobal>builder()
                .put("collections.OrderedDict", Function.ORDERED_DICT)
                .put("collections.Counter", Function.COUNTER)
                .put("torch.Size", Function.SIZE)
                .put("torch._utils._rebuild_tensor_v2", Function.REBUILD_TENSOR_V2)
                .put("torch._utils._rebuild_tensor_v3", Function.REBUILD_TENSOR_V3)
                .put("torch._utils._rebuild_parameter", Function.REBUILD_PARAMETER)
                .put("torch.FloatStorage", new StorageType(Encoding.F32))
                .put("torch.DoubleStorage", new StorageType(Encoding.F64))
                .put("torch.HalfStorage", new StorageType(Encoding.F16))
                .put("torch.BFloat16Storage", new StorageType(Encoding.BF16))
                .put("torch.LongStorage", new StorageType(Encoding.I64))
                .put("torch.IntStorage", new StorageType(Encoding.I32))
                .put("torch.ShortStorage", new StorageType(Encoding.I16))
                .put("torch.CharStorage", new StorageType(Encoding.I8))
                .put("torch.ByteStorage", new StorageType(Encoding.U8))
                .put("torch.BoolStorage", new StorageType(Encoding.BOOL))
                .put("torch.storage.UntypedStorage", new StorageType(null))
                .put("torch.float32", new TorchDType(Encoding.F32))
                .put("torch.float64", new TorchDType(Encoding.F64))
                .put("torch.float16", new TorchDType(Encoding.F16))
                .put("torch.bfloat16", new TorchDType(Encoding.BF16))
                .put("torch.int64", new TorchDType(Encoding.I64))
                .put("torch.int32", new TorchDType(Encoding.I32))
                .put("torch.int16", new TorchDType(Encoding.I16))
                .put("torch.int8", new TorchDType(Encoding.I8))
                .put("torch.uint64", new TorchDType(Encoding.U64))
                .put("torch.uint32", new TorchDType(Encoding.U32))
                .put("torch.uint16", new TorchDType(Encoding.U16))
                .put("torch.uint8", new TorchDType(Encoding.U8))
                .put("torch.bool", new TorchDType(Encoding.BOOL))
                .buildOrThrow();

        private All() {}
    }
}
