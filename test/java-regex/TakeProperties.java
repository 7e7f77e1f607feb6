import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Prints the names that this Java knows in `\p{…}`, for language/java-regex/property-names.ts: `java TakeProperties.java`. */
public class TakeProperties {
    public static void main(String[] arguments) {
        TreeSet<String> scripts = new TreeSet<>();
        for (Character.UnicodeScript script : Character.UnicodeScript.values()) scripts.add(script.name());
        for (int code = 0; code < 26 * 26 * 26 * 26; code++) {
            String name = "" + (char) ('A' + code / 17576) + (char) ('A' + code / 676 % 26) + (char) ('A' + code / 26 % 26) + (char) ('A' + code % 26);
            try {
                Character.UnicodeScript.forName(name);
                scripts.add(name);
            } catch (IllegalArgumentException unknown) {
                // Four letters that are no ISO code.
            }
        }
        TreeSet<String> blocks = new TreeSet<>();
        for (int point = 0; point < 0x110000; point++) {
            Character.UnicodeBlock block = Character.UnicodeBlock.of(point);
            if (block != null) blocks.add(block.toString());
        }
        System.out.println("scripts " + String.join(" ", scripts));
        System.out.println("blocks " + String.join(" ", blocks));
        String upper = "ALPHABETIC LETTER IDEOGRAPHIC LOWERCASE UPPERCASE TITLECASE WHITE_SPACE WHITESPACE CONTROL PUNCTUATION HEX_DIGIT HEXDIGIT ASSIGNED NONCHARACTER_CODE_POINT NONCHARACTERCODEPOINT "
            + "DIGIT ALNUM BLANK GRAPH PRINT WORD JOIN_CONTROL JOINCONTROL EMOJI EMOJI_PRESENTATION EXTENDED_PICTOGRAPHIC ALPHA LOWER UPPER SPACE PUNCT XDIGIT CNTRL";
        System.out.println("binaryProperties " + known("\\p{Is%s}", upper));
        System.out.println("posixClasses " + known("(?U)\\p{%s}", upper));
        System.out.println("properties " + known("\\p{%s}", "Cn Lu Ll Lt Lm Lo Mn Me Mc Nd Nl No Zs Zl Zp Cc Cf Co Cs Pd Ps Pe Pc Po Sm Sc Sk So Pi Pf L M N Z C P S LC LD L1 all ASCII Alnum Alpha Blank Cntrl "
            + "Digit Graph Lower Print Punct Space Upper XDigit javaLowerCase javaUpperCase javaAlphabetic javaIdeographic javaTitleCase javaDigit javaDefined javaLetter javaLetterOrDigit "
            + "javaJavaIdentifierStart javaJavaIdentifierPart javaUnicodeIdentifierStart javaUnicodeIdentifierPart javaIdentifierIgnorable javaSpaceChar javaWhitespace javaISOControl javaMirrored"));
    }

    private static String known(String form, String names) {
        List<String> found = new ArrayList<>();
        for (String name : names.split(" ")) {
            try {
                Pattern.compile(form.formatted(name));
                found.add(name);
            } catch (PatternSyntaxException unknown) {
                // This release does not know it.
            }
        }
        return String.join(" ", found);
    }
}
