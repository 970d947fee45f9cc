import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges PDF files: Verify FLAVOUR FILE [FLAVOUR FILE ...]. One line a file, then one line a failed rule. */
public class Verify {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 0; i < arguments.length; i += 2) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[i]);
            try (InputStream stream = new FileInputStream(arguments[i + 1]);
                    PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.println((result.isCompliant() ? "pass\t" : "fail\t") + arguments[i + 1]);
                for (TestAssertion failed : result.getTestAssertions()) {
                    if (failed.getStatus() == TestAssertion.Status.FAILED) {
                        System.out.println("rule\t" + failed.getRuleId().getClause() + "-"
                                + failed.getRuleId().getTestNumber() + "\t" + failed.getMessage().replaceAll("\\s+", " "));
                    }
                }
            }
        }
    }
}
