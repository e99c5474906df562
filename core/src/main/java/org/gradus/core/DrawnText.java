package org.gradus.core;

/** Text in drawings: on one line, of characters that can be shown, and as wide as it may become. */
final class DrawnText {

    /** Where Unicode has pictures of the control characters, and of the last of ASCII. */
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int PICTURE_OF_DELETE = 0x2421;
    private static final int DELETE = 0x7f;
    private static final int REPLACEMENT = 0xfffd;

    /** Scripts from here on are drawn in other fonts than the one asked for, but for symbols in between. */
    private static final int DEVANAGARI = 0x900;
    private static final int SYMBOLS_FROM = 0x2000;
    private static final int SYMBOLS_TO = 0x2c00;

    private DrawnText() {}

    /** Has a picture in place of every control character, ␊ for a line feed, and � where there is no character at all. */
    static String printable(String text) {
        return text.codePoints().map(DrawnText::printable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static int printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character < ' '
                    ? CONTROL_PICTURES + character
                    : character == DELETE ? PICTURE_OF_DELETE : REPLACEMENT;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE, Character.UNASSIGNED ->
                REPLACEMENT;
            default -> character;
        };
    }

    /** How many places of a monospaced font it takes at most: none for marks on other characters, two for Chinese ones. */
    static int columns(String text) {
        return text.codePoints().map(DrawnText::columns).sum();
    }

    private static int columns(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> {
                boolean symbol = character >= SYMBOLS_FROM && character < SYMBOLS_TO
                        && !Character.isEmojiPresentation(character);
                yield character < DEVANAGARI || symbol ? 1 : 2;
            }
        };
    }
}
