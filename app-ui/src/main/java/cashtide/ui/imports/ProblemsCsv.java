package cashtide.ui.imports;

import cashtide.intake.Problem;
import java.util.List;

/** Problems as a CSV file. Values come from a file that anybody may have written, so formulas are defused. */
final class ProblemsCsv {

    private static final String FORMULA_STARTS = "=+-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20";

    private ProblemsCsv() {}

    static String of(List<Problem> problems) {
        StringBuilder csv = new StringBuilder("\uFEFFfile,line,column,code,message,remedy\r\n");
        for (Problem problem : problems) {
            csv.append(cell(problem.file())).append(',').append(problem.line());
            for (String text : List.of(problem.column(), problem.code(), problem.message(), problem.remedy())) {
                csv.append(',').append(cell(text));
            }
            csv.append("\r\n");
        }
        return csv.toString();
    }

    /** OWASP "CSV injection": a leading apostrophe makes it a text. */
    static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
