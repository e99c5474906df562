package org.gradus.core.io;

import org.gradus.core.io.TorchGlobal.StorageType;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one or several tensors, a record of the archive.
 *
 * @param encoding none if it holds bytes of any type
 * @param size its elements, or bytes if it has no type
 */
record TorchStorage(@Nullable Encoding encoding, String key, long size) {

    /** The storage that a pickle describes: the word storage, its type, its key, its device and its size. */
    static TorchStorage of(Source source, Object description) throws TensorFileException {
        if (description instanceof Python.Tuple(var values) && values.size() == 5 && "storage".equals(values.get(0))
                && values.get(1) instanceof StorageType(var encoding) && values.get(2) instanceof String key
                && values.get(3) instanceof String && values.get(4) instanceof Long size && size >= 0) {
            return new TorchStorage(encoding, key, size);
        }
        throw source.problem("its pickle describes a storage otherwise than PyTorch does");
    }
}
