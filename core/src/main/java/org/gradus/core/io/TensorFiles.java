package org.gradus.core.io;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.gradus.core.Tensor;

/** Named tensors in a file of any format that is read here, told apart by content and not by name. */
public final class TensorFiles {

    private static final int ZIP = 'P' | 'K' << 8;

    private TensorFiles() {}

    /** The formats of named tensors. */
    private enum Format {
        SAFETENSORS, NPZ, TORCH
    }

    /**
     * Reads all tensors of a file: by {@link TorchFile#load(Path)} if it is an archive with PyTorch's records, by
     * {@link Npz#load} if it is another archive, and else by {@link SafeTensors#load}.
     *
     * @throws TensorFileException if the file is not valid, or holds a single array without a name, which {@link Npy} reads
     * @throws IOException if the file cannot be read
     */
    public static ImmutableMap<String, Tensor> load(Path file) throws IOException {
        Source source = new Source("tensors", file);
        return switch (source.read(in -> format(source, in))) {
            case SAFETENSORS -> SafeTensors.load(file);
            case NPZ -> Npz.load(file);
            case TORCH -> TorchFile.load(file);
        };
    }

    private static Format format(Source source, SeekableByteChannel in) throws IOException {
        ByteBuffer start = Bytes.read(in, (int) Math.min(in.size(), Long.BYTES));
        if (NpyHeader.isAt(start)) {
            throw source.problem("it holds one array without a name; read it with Npy.load");
        }
        if (start.remaining() >= Short.BYTES && start.getShort(0) == ZIP) {
            return TorchArchive.is(ZipArchive.open(source, in)) ? Format.TORCH : Format.NPZ;
        }
        return TorchFile.isLegacy(in) ? Format.TORCH : Format.SAFETENSORS;
    }
}
