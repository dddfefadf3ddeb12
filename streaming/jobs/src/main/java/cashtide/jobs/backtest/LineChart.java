package cashtide.jobs.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line chart as SVG. The same points give the same bytes. */
final class LineChart {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 56;
    private static final int RIGHT = 150;
    private static final int TOP = 34;
    private static final int BOTTOM = 44;
    private static final List<String> COLOURS = List.of("#1b6ca8", "#c2571a", "#2f7d4f", "#7a4fa3", "#5f6b76");

    private record Line(String name, List<double[]> points, boolean dashed) {}

    private record Band(String name, List<double[]> points) {}

    private final String title;
    private final String xTitle;
    private final List<String> xLabels;
    private final double yMax;
    private final String yFormat;
    private final List<Line> lines = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();

    /** @param xLabels one for each step from 0 on */
    LineChart(String title, String xTitle, List<String> xLabels, double yMax, String yFormat) {
        this.title = title;
        this.xTitle = xTitle;
        this.xLabels = xLabels;
        this.yMax = yMax > 0 ? yMax : 1;
        this.yFormat = yFormat;
    }

    /** @param points x and y */
    LineChart line(String name, List<double[]> points) {
        lines.add(new Line(name, points, false));
        return this;
    }

    LineChart reference(String name, List<double[]> points) {
        lines.add(new Line(name, points, true));
        return this;
    }

    /** @param points x, lower y and upper y */
    LineChart band(String name, List<double[]> points) {
        bands.add(new Band(name, points));
        return this;
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<title>%s</title>%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
                WIDTH,
                HEIGHT,
                title));
        text(svg, LEFT, 18, "start", title);
        for (int step = 0; step <= 4; step++) {
            double value = yMax * step / 4;
            svg.append(String.format(
                    Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#d9dee3\"/>%n", LEFT, y(value), WIDTH - RIGHT));
            text(svg, LEFT - 6, y(value) + 4, "end", String.format(Locale.ROOT, yFormat, value));
        }
        for (int at = 0; at < xLabels.size(); at++) {
            text(svg, x(at), HEIGHT - BOTTOM + 16, "middle", xLabels.get(at));
        }
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", xTitle);
        series(svg);
        return svg.append("</svg>\n").toString().replace("\r\n", "\n");
    }

    private void series(StringBuilder svg) {
        int row = 0;
        for (Band band : bands) {
            StringBuilder path = new StringBuilder();
            for (double[] point : band.points()) {
                path.append(path.isEmpty() ? 'M' : 'L').append(at(point[0], point[1]));
            }
            for (int i = band.points().size() - 1; i >= 0; i--) {
                double[] point = band.points().get(i);
                path.append('L').append(at(point[0], point[2]));
            }
            svg.append(String.format(Locale.ROOT, "<path d=\"%sZ\" fill=\"#1b6ca8\" opacity=\"0.18\"/>%n", path));
            legend(svg, row++, "#9dc0da", band.name());
        }
        int colour = 0;
        for (Line line : lines) {
            String stroke = line.dashed() ? "#5f6b76" : COLOURS.get(colour++ % COLOURS.size());
            StringBuilder path = new StringBuilder();
            for (double[] point : line.points()) {
                path.append(path.isEmpty() ? 'M' : 'L').append(at(point[0], point[1]));
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
                    path,
                    stroke,
                    line.dashed() ? " stroke-dasharray=\"5 4\"" : ""));
            legend(svg, row++, stroke, line.name());
        }
    }

    private static void legend(StringBuilder svg, int row, String colour, String name) {
        int top = TOP + 8 + 20 * row;
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>%n",
                WIDTH - RIGHT + 12,
                top - 5,
                colour));
        text(svg, WIDTH - RIGHT + 32, top, "start", name);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String words) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#1f2933\">%s</text>%n",
                x,
                y,
                anchor,
                words));
    }

    private String at(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x(x), y(y));
    }

    private double x(double step) {
        return LEFT + (WIDTH - RIGHT - LEFT) * step / Math.max(1, xLabels.size() - 1);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * Math.max(0, Math.min(1, value / yMax));
    }
}
