package org.gradus.core.io;

import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what PyTorch pickles of a checkpoint, and nothing else: plain values, lists, tuples, dicts, and the few functions of
 * {@link TorchGlobal}, which are not called but understood. No instruction takes more time or memory than its bytes justify,
 * and none calls another.
 *
 * <p>
 * Source: Python, the module {@code pickletools}; PyTorch, the unpickler behind {@code torch.load(weights_only=True)}.
 */
final class Unpickler {

    private static final int OLDEST = 2;
    private static final int NEWEST = 5;

    private final Source source;
    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private int at;

    private Unpickler(Source source, byte[] pickle) {
        this.source = source;
        this.in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Object load(Source source, byte[] pickle) throws TensorFileException {
        return new Unpickler(source, pickle).load();
    }

    private Object load() throws TensorFileException {
        while (true) {
            at = in.position();
            byte code = need(1).get();
            Opcode opcode = Opcode.of(code);
            if (opcode == null) {
                throw problem("there is no instruction 0x%02x".formatted(code));
            }
            if (opcode == Opcode.STOP) {
                return result();
            }
            execute(opcode);
        }
    }

    private Object result() throws TensorFileException {
        Object result = pop();
        if (!stack.isEmpty() || !marks.isEmpty()) {
            throw problem("it stops before all is put together");
        }
        if (in.hasRemaining()) {
            throw problem(in.remaining() + " bytes follow its end");
        }
        return result;
    }

    private void execute(Opcode opcode) throws TensorFileException {
        switch (opcode) {
            case PROTO -> checkProtocol(unsigned());
            case FRAME -> need(Long.BYTES).getLong();
            case MARK -> marks.add(stack.size());
            case NONE -> stack.add(Python.NONE);
            case NEWTRUE -> stack.add(true);
            case NEWFALSE -> stack.add(false);
            case BININT -> stack.add((long) need(Integer.BYTES).getInt());
            case BININT1 -> stack.add((long) unsigned());
            case BININT2 -> stack.add(Short.toUnsignedLong(need(Short.BYTES).getShort()));
            case LONG1 -> stack.add(whole(bytes(unsigned())));
            case BINFLOAT -> stack.add(need(Double.BYTES).order(ByteOrder.BIG_ENDIAN).getDouble());
            case BINUNICODE -> stack.add(text(bytes(Integer.toUnsignedLong(need(Integer.BYTES).getInt()))));
            case SHORT_BINUNICODE -> stack.add(text(bytes(unsigned())));
            case EMPTY_TUPLE -> stack.add(new Python.Tuple(ImmutableList.of()));
            case TUPLE1 -> stack.add(new Python.Tuple(ImmutableList.of(pop())));
            case TUPLE2 -> pair();
            case TUPLE3 -> triple();
            case TUPLE -> stack.add(new Python.Tuple(ImmutableList.copyOf(popMarked())));
            case EMPTY_LIST -> stack.add(new Python.PyList());
            case APPEND -> append(ImmutableList.of(pop()));
            case APPENDS -> append(popMarked());
            case EMPTY_DICT -> stack.add(new Python.Dict());
            case SETITEM -> {
                Object value = pop();
                setItems(ImmutableList.of(pop(), value));
            }
            case SETITEMS -> setItems(popMarked());
            case BINPUT -> memo.put(unsigned(), top());
            case LONG_BINPUT -> memo.put(need(Integer.BYTES).getInt(), top());
            case MEMOIZE -> memo.put(memo.size(), top());
            case BINGET -> recall(unsigned());
            case LONG_BINGET -> recall(need(Integer.BYTES).getInt());
            case GLOBAL -> {
                String module = line();
                stack.add(TorchGlobal.find(source, module, line()));
            }
            case STACK_GLOBAL -> {
                String name = popText();
                stack.add(TorchGlobal.find(source, popText(), name));
            }
            case REDUCE -> reduce();
            case BUILD -> build();
            case BINPERSID -> stack.add(TorchStorage.of(source, pop()));
            default -> throw problem("it holds the instruction " + opcode + ", which a state dict does not need;"
                    + " nothing in a file is executed");
        }
    }

    private void checkProtocol(int protocol) throws TensorFileException {
        if (protocol < OLDEST || protocol > NEWEST) {
            throw problem("it follows protocol " + protocol + ", but only " + OLDEST + " to " + NEWEST
                    + " can be read");
        }
    }

    private void pair() throws TensorFileException {
        Object second = pop();
        stack.add(new Python.Tuple(ImmutableList.of(pop(), second)));
    }

    private void triple() throws TensorFileException {
        Object third = pop();
        Object second = pop();
        stack.add(new Python.Tuple(ImmutableList.of(pop(), second, third)));
    }

    private void append(List<Object> values) throws TensorFileException {
        if (!(top() instanceof Python.PyList list)) {
            throw problem("it appends to what is no list but " + Python.kind(top()));
        }
        list.values().addAll(values);
    }

    private void setItems(List<Object> keysAndValues) throws TensorFileException {
        if (!(top() instanceof Python.Dict dict) || keysAndValues.size() % 2 != 0) {
            throw problem("it sets items of what is no dict, or without a value");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            Object key = keysAndValues.get(i);
            if (!(key instanceof String || key instanceof Long)) {
                throw problem("a dict has a key that is " + Python.kind(key) + "; only text and integers can be read");
            }
            dict.items().put(key, keysAndValues.get(i + 1));
        }
    }

    private void reduce() throws TensorFileException {
        Object arguments = pop();
        Object function = pop();
        if (!(arguments instanceof Python.Tuple tuple) || !(function instanceof TorchGlobal.Function global)) {
            throw problem("it calls what is no function but " + Python.kind(function));
        }
        stack.add(global.understand(source, tuple.values()));
    }

    /** An OrderedDict's attributes, such as a state dict's version numbers, are of no use here. */
    private void build() throws TensorFileException {
        pop();
        if (!(top() instanceof Python.Dict)) {
            throw problem("it sets attributes of what is no dict but " + Python.kind(top()));
        }
    }

    private void recall(int index) throws TensorFileException {
        Object value = memo.get(index);
        if (value == null) {
            throw problem("it recalls value " + Integer.toUnsignedString(index) + ", which it has not kept");
        }
        stack.add(value);
    }

    private Object top() throws TensorFileException {
        if (stack.size() == floor()) {
            throw problem("it takes a value where none is");
        }
        return stack.getLast();
    }

    private Object pop() throws TensorFileException {
        Object top = top();
        stack.removeLast();
        return top;
    }

    private int floor() {
        return marks.isEmpty() ? 0 : marks.getLast();
    }

    private List<Object> popMarked() throws TensorFileException {
        if (marks.isEmpty()) {
            throw problem("it takes values back to a mark where none is");
        }
        List<Object> marked = stack.subList(marks.removeLast(), stack.size());
        List<Object> values = List.copyOf(marked);
        marked.clear();
        return values;
    }

    private String popText() throws TensorFileException {
        if (!(pop() instanceof String text)) {
            throw problem("it names a global by what is no text");
        }
        return text;
    }

    private ByteBuffer need(long count) throws TensorFileException {
        if (in.remaining() < count) {
            throw problem("it ends within an instruction");
        }
        return in.order(ByteOrder.LITTLE_ENDIAN);
    }

    private int unsigned() throws TensorFileException {
        return Byte.toUnsignedInt(need(1).get());
    }

    private byte[] bytes(long count) throws TensorFileException {
        need(count);
        byte[] bytes = new byte[(int) count];
        in.get(bytes);
        return bytes;
    }

    private String text(byte[] bytes) throws TensorFileException {
        try {
            return Utf8.decode(bytes);
        } catch (CharacterCodingException e) {
            throw problem("a text is not UTF-8");
        }
    }

    private String line() throws TensorFileException {
        int begin = in.position();
        while (need(1).get() != '\n') {
            // on to the end of the line
        }
        int length = in.position() - 1 - begin;
        in.position(begin);
        String line = text(bytes(length));
        in.get();
        return line;
    }

    /** Little-endian in two's complement; no bytes are 0. */
    private static Object whole(byte[] bytes) {
        com.google.common.primitives.Bytes.reverse(bytes);
        BigInteger value = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private TensorFileException problem(String problem) {
        return source.problem("its pickle is refused at byte " + at + ": " + problem);
    }
}
