package org.gradus.core.io;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.UnsignedBytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** What a file says of its tensors, and the notes it carries. */
record Header(ImmutableList<Entry> entries, ImmutableMap<String, String> metadata) {

    static final String METADATA = "__metadata__";

    /** A tensor's name, shape and encoding, and where its bytes are, counted from the end of the header. */
    record Entry(String name, Shape shape, Encoding encoding, long begin, long end) {}

    /** The header of these tensors, the widest type first and then by name, as the reference implementation sorts. */
    static Header of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        Comparator<Map.Entry<String, Tensor>> byWidth = Comparator.comparing(e -> Encoding.of(e.getValue().dtype()));
        List<Map.Entry<String, Tensor>> sorted = new ArrayList<>(tensors.entrySet());
        sorted.sort(byWidth.thenComparing(e -> e.getKey().getBytes(UTF_8),
                UnsignedBytes.lexicographicalComparator()));
        ImmutableList.Builder<Entry> entries = ImmutableList.builder();
        long begin = 0;
        for (Map.Entry<String, Tensor> named : sorted) {
            checkArgument(!named.getKey().equals(METADATA), "[safetensors] no tensor can be called '%s'", METADATA);
            Shape shape = named.getValue().shape();
            Encoding encoding = Encoding.of(named.getValue().dtype());
            long end = begin + encoding.bytes(shape);
            entries.add(new Entry(named.getKey(), shape, encoding, begin, end));
            begin = end;
        }
        return new Header(entries.build(), ImmutableMap.copyOf(metadata));
    }

    /** Checks that the tensors fill the data from its first to its last byte, none of them sharing a byte. */
    void checkLayout(Source source, long dataBytes) throws TensorFileException {
        long position = 0;
        String before = "the header";
        for (Entry entry : ImmutableList.sortedCopyOf(
                Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end), entries)) {
            String name = "tensor '" + entry.name() + "'";
            if (entry.begin() != position) {
                throw source.problem(entry.begin() < position
                        ? name + " overlaps " + before + ": it begins at byte " + entry.begin() + ", not at " + position
                        : name + " leaves a hole behind " + before + ": it begins at byte " + entry.begin()
                                + ", not at "
                                + position);
            }
            if (entry.end() > dataBytes) {
                throw source.problem(name + " ends at byte " + entry.end() + ", but the file holds only "
                        + dataBytes + " bytes of data; it is truncated");
            }
            position = entry.end();
            before = name;
        }
        if (position != dataBytes) {
            throw source.problem(
                    "the tensors end at byte " + position + ", but " + dataBytes + " bytes of data came");
        }
    }

    /** The header as JSON, without spaces, the notes first. */
    String toJson() {
        StringBuilder json = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            json.append(quote(METADATA)).append(":{");
            metadata.forEach((key, value) -> json.append(quote(key)).append(':').append(quote(value)).append(','));
            endList(json).append("},");
        }
        for (Entry entry : entries) {
            json.append(quote(entry.name())).append(":{\"dtype\":\"").append(entry.encoding());
            json.append("\",\"shape\":").append(entry.shape());
            json.append(",\"data_offsets\":[").append(entry.begin()).append(',').append(entry.end()).append("]},");
        }
        return endList(json).append('}').toString();
    }

    private static StringBuilder endList(StringBuilder json) {
        int last = json.length() - 1;
        return json.charAt(last) == ',' ? json.deleteCharAt(last) : json;
    }

    private static String quote(String text) {
        checkArgument(Utf8.canEncode(text), "[safetensors] '%s' holds half a surrogate pair", text);
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ') {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
