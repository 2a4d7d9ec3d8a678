import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Verdicts FLAVOUR,... FILE...: a line a verdict, then a line for each rule that failed. Ends with 1 if any did. */
public class Verdicts {
    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean all = true;
        for (String name : words[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
            for (String file : Arrays.asList(words).subList(1, words.length)) {
                ValidationResult found = validate(file, flavour);
                all &= found.isCompliant();
                System.out.printf("%s %s %s (%d)%n", found.isCompliant() ? "PASS" : "FAIL", name, file, found.getTotalAssertions());
                Map<String, String> failed = new TreeMap<>();
                for (TestAssertion assertion : found.getTestAssertions())
                    if (assertion.getStatus() == TestAssertion.Status.FAILED)
                        failed.putIfAbsent(
                            assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber(),
                            assertion.getMessage() + " at " + assertion.getLocation().getContext());
                failed.forEach((rule, what) -> System.out.printf("    %s: %s%n", rule, what));
            }
        }
        System.exit(all ? 0 : 1);
    }

    private static ValidationResult validate(String file, PDFAFlavour flavour) throws Exception {
        try (InputStream bytes = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour)) {
            return Foundries.defaultInstance().createValidator(flavour, 10000, false, false, false).validate(parser);
        }
    }
}
