import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Prints what java.util.regex says of each pattern of the standard input, one a line, `␤` standing for a line feed:
 * `java TakeVerdicts.java < patterns.txt > verdicts.txt`.
 */
public class TakeVerdicts {
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.println("# Taken from java.util.regex of Java " + System.getProperty("java.version") + " by TakeVerdicts.java. ␤ stands for a line feed.");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) out.println((isLegal(line.replace('␤', '\n')) ? "legal   " : "illegal ") + line);
        out.flush();
    }

    private static boolean isLegal(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        } catch (RuntimeException | StackOverflowError failed) {
            return false;
        }
    }
}
