package org.gradus.core.io;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/** An archive of PyTorch: a folder with a pickle that describes the tensors, and a record for each storage. */
final class TorchArchive {

    static final String PICKLE = "data.pkl";
    static final String STORAGES = "data/";
    static final String BYTE_ORDER = "byteorder";

    private static final int MOST_PICKLE_BYTES = 100_000_000;
    /** Views may repeat elements: all together may take so many times the file's size, and some more. */
    private static final int MOST_REPEATS = 16;
    private static final long VIEWS_AT_LEAST = 1 << 26;

    private final Source source;
    private final ZipArchive archive;
    private final String folder;
    private final ByteOrder order;
    private final Map<String, Tensor> storages = new HashMap<>();
    private final Map<String, Encoding> encodings = new HashMap<>();
    private long viewBytes;

    private TorchArchive(Source source, ZipArchive archive, long fileBytes) throws IOException {
        this.source = source;
        this.archive = archive;
        this.folder = folder(archive);
        this.order = order();
        this.viewBytes = VIEWS_AT_LEAST + MOST_REPEATS * fileBytes;
    }

    static TorchArchive open(Source source, ZipArchive archive, long fileBytes) throws IOException {
        return new TorchArchive(source, archive, fileBytes);
    }

    /** Whether an archive is PyTorch's. */
    static boolean is(ZipArchive archive) {
        return archive.members().containsKey(folder(archive) + PICKLE);
    }

    private static String folder(ZipArchive archive) {
        String first = Iterables.getFirst(archive.members().keySet(), "");
        return first.substring(0, first.indexOf('/') + 1);
    }

    private ByteOrder order() throws IOException {
        ZipMember member = archive.members().get(folder + BYTE_ORDER);
        String name = member == null ? "little" : new String(bytes(member), StandardCharsets.US_ASCII);
        return switch (name) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw source.problem("its byte order is '" + name + "' instead of little or big");
        };
    }

    /** The values by their names, tensors described and not yet read; of one entry alone if that is named. */
    ImmutableMap<String, Object> leaves(@Nullable String entry) throws IOException {
        ZipMember member = member(PICKLE);
        if (archive.members().containsKey(folder + "constants.pkl")) {
            throw source.problem("it is a TorchScript program; save its tensors, torch.save(model.state_dict(), path)");
        }
        byte[] pickle = bytes(member);
        Object root = Unpickler.load(source, pickle);
        return TorchLeaves.of(source, entry == null ? root : entry(root, entry), pickle.length);
    }

    private Object entry(Object root, String entry) throws TensorFileException {
        Map<Object, Object> items = root instanceof Python.Dict dict ? dict.items() : ImmutableMap.of();
        Object value = items.get(entry);
        if (value == null) {
            throw source.problem("it has no entry '" + entry + "'; its entries are "
                    + Iterables.toString(Iterables.limit(items.keySet(), 20)));
        }
        return value;
    }

    private ZipMember member(String name) throws TensorFileException {
        ZipMember member = archive.members().get(folder + name);
        if (member == null) {
            throw source.problem("it has no record '" + folder + name + "'; this is no file of torch.save");
        }
        return member;
    }

    private byte[] bytes(ZipMember member) throws IOException {
        if (member.size() > MOST_PICKLE_BYTES) {
            throw source.problem("the record '" + member.name() + "' has " + member.size() + " bytes, but at most "
                    + MOST_PICKLE_BYTES + " are allowed");
        }
        return archive.read(member, in -> Bytes.read(in, (int) member.size()).array());
    }

    /** Reads a tensor's storage, unless another tensor had it read, and takes the tensor out of it. */
    Tensor read(TorchTensor view) throws IOException {
        Shape shape = view.shape();
        if (shape.numel() == 0) {
            return Tensor.full(shape, 0, view.encoding().dtype());
        }
        Tensor storage = storage(view.storage(), view.encoding());
        if (view.isContiguous() && shape.numel() == storage.numel()) {
            return storage.reshape(shape.toArray());
        }
        viewBytes -= (long) shape.numel() * view.encoding().dtype().bytes();
        if (viewBytes < 0) {
            throw source.problem("its tensors repeat elements so often that they exceed " + MOST_REPEATS
                    + " times its size; save contiguous ones");
        }
        Tensor elements = view.isContiguous()
                ? storage.narrow(0, view.offset(), shape.numel())
                : storage.indexSelect(0, Tensor.wrap(view.positions(), Shape.of(shape.numel())));
        return elements.reshape(shape.toArray());
    }

    private Tensor storage(TorchStorage storage, Encoding encoding) throws IOException {
        String what = "storage '" + storage.key() + "'";
        Encoding before = encodings.putIfAbsent(storage.key(), encoding);
        if (before != null && before != encoding) {
            throw source.problem(what + " is used as " + before + " and as " + encoding);
        }
        Tensor known = storages.get(storage.key());
        if (known == null) {
            ZipMember member = member(STORAGES + storage.key());
            int width = storage.encoding() == null ? 1 : encoding.width();
            if (storage.size() != member.size() / width || member.size() % encoding.width() != 0) {
                throw source.problem(what + " should have " + storage.size() + " times " + width
                        + " bytes, but its record has " + member.size());
            }
            Shape shape = source.shape(what, new long[]{member.size() / encoding.width()});
            known = archive.read(member, in -> new Decoder(source, what, encoding, order).read(in, shape));
            storages.put(storage.key(), known);
        }
        return known;
    }
}
