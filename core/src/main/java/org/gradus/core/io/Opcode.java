package org.gradus.core.io;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The instructions of Python's pickles, by the names of {@code pickletools}. */
enum Opcode {

    MARK('('), POP('0'), POP_MARK('1'), DUP('2'), STOP('.'), PROTO(0x80), FRAME(0x95), //
    NONE('N'), NEWTRUE(0x88), NEWFALSE(0x89), INT('I'), BININT('J'), BININT1('K'), BININT2('M'), LONG('L'), LONG1(
            0x8a), LONG4(0x8b), FLOAT('F'), BINFLOAT('G'), //
    STRING('S'), BINSTRING('T'), SHORT_BINSTRING('U'), UNICODE('V'), BINUNICODE('X'), SHORT_BINUNICODE(
            0x8c), BINUNICODE8(0x8d), BINBYTES('B'), SHORT_BINBYTES(
                    'C'), BINBYTES8(0x8e), BYTEARRAY8(0x96), NEXT_BUFFER(0x97), READONLY_BUFFER(0x98), //
    TUPLE('t'), EMPTY_TUPLE(')'), TUPLE1(0x85), TUPLE2(0x86), TUPLE3(0x87), LIST('l'), EMPTY_LIST(']'), APPEND(
            'a'), APPENDS('e'), DICT('d'), EMPTY_DICT('}'), SETITEM('s'), SETITEMS('u'), EMPTY_SET(0x8f), ADDITEMS(
                    0x90), FROZENSET(0x91), //
    GET('g'), BINGET('h'), LONG_BINGET('j'), PUT('p'), BINPUT('q'), LONG_BINPUT('r'), MEMOIZE(0x94), //
    GLOBAL('c'), STACK_GLOBAL(0x93), EXT1(0x82), EXT2(0x83), EXT4(0x84), REDUCE('R'), BUILD('b'), INST('i'), OBJ(
            'o'), NEWOBJ(0x81), NEWOBJ_EX(0x92), PERSID('P'), BINPERSID('Q');

    private static final ImmutableMap<Byte, Opcode> BY_CODE = Arrays.stream(values())
            .collect(toImmutableMap(Opcode::code, opcode -> opcode));

    private final byte code;

    Opcode(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static @Nullable Opcode of(byte code) {
        return BY_CODE.get(code);
    }
}
