package cashtide.ml.risk;

import cashtide.ml.features.PaymentCalendar;
import cashtide.ml.features.PaymentCalendars;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model as bytes: a header of our own, then what was learned, then the boosted trees in Tribuo's protobuf form. Java
 * serialization is not used, so reading foreign bytes runs no code of theirs.
 */
final class ModelBytes {

    private static final int MAGIC = 0x43_54_52_4D;
    static final int VERSION = 5;
    private static final int CURRENCIES_MAX = 200;
    private static final int CLOSED_MAX = 10_000;
    private static final int LIST_LENGTH_MAX = 10_000;

    private ModelBytes() {}

    static byte[] write(RiskModel risk) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, risk.cut()));
            out.writeInt(risk.trainingRows());
            writeOptions(out, risk.options());
            DelayModel model = risk.model();
            writeCalendars(out, model.calendars());
            writeList(
                    out,
                    model.buckets().lasts().stream().map(Integer::doubleValue).toList());
            writeList(out, model.buckets().spread());
            writeList(out, model.prior());
            writeList(out, model.weekdays());
            writeList(out, model.typical());
            writeCalibration(out, model.calibration());
            writeTrees(out, model.boosted());
            writeLateHead(out, model.lateHead());
            writeLinear(out, model.linear());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Fails with IllegalArgumentException when the bytes aren't a model of this version. */
    static RiskModel read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("not a risk model");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new IllegalArgumentException("a risk model of version " + version + ", not " + VERSION);
            }
            Instant cut = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
            int rows = in.readInt();
            TrainingOptions options = readOptions(in);
            PaymentCalendars calendars = readCalendars(in);
            List<Integer> lasts = readList(in).stream().map(Double::intValue).toList();
            DelayBuckets buckets = new DelayBuckets(lasts, readList(in));
            List<Double> prior = readList(in);
            List<Double> weekdays = readList(in);
            List<Double> typical = readList(in);
            Calibration calibration = readCalibration(in);
            BoostedBuckets boosted = readTrees(in, buckets.count());
            LateHead lateHead = readLateHead(in);
            LinearDelays linear = readLinear(in);
            DelayModel model = new DelayModel(
                    calendars, buckets, prior, weekdays, typical, boosted, lateHead, linear, calibration);
            return new RiskModel(model, cut, options, rows, null);
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes of the model end too early", e);
        }
    }

    private static void writeCalendars(DataOutputStream out, PaymentCalendars calendars) throws IOException {
        out.writeInt(calendars.usual().weekdayMask());
        writeClosed(out, calendars.usual());
        out.writeInt(calendars.byCurrency().size());
        for (Map.Entry<String, PaymentCalendar> one : calendars.sorted().entrySet()) {
            out.writeUTF(one.getKey());
            writeClosed(out, one.getValue());
        }
    }

    private static PaymentCalendars readCalendars(DataInputStream in) throws IOException {
        PaymentCalendar weekdays = new PaymentCalendar(in.readInt());
        PaymentCalendar usual = weekdays.closedOn(readClosed(in));
        Map<String, PaymentCalendar> byCurrency = new TreeMap<>();
        for (int left = count(in, CURRENCIES_MAX, "currencies"); left > 0; left--) {
            String currency = in.readUTF();
            byCurrency.put(currency, weekdays.closedOn(readClosed(in)));
        }
        return new PaymentCalendars(usual, byCurrency);
    }

    private static void writeClosed(DataOutputStream out, PaymentCalendar calendar) throws IOException {
        List<LocalDate> closed = calendar.closed();
        out.writeInt(closed.size());
        for (LocalDate date : closed) {
            out.writeLong(date.toEpochDay());
        }
    }

    private static List<LocalDate> readClosed(DataInputStream in) throws IOException {
        int length = count(in, CLOSED_MAX, "closed dates");
        List<LocalDate> closed = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            closed.add(LocalDate.ofEpochDay(in.readLong()));
        }
        return closed;
    }

    private static int count(DataInputStream in, int max, String what) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > max) {
            throw new IllegalArgumentException(count + " " + what + " in the model");
        }
        return count;
    }

    private static void writeLateHead(DataOutputStream out, @Nullable LateHead late) throws IOException {
        writeTrees(out, late == null ? null : late.forest());
        writeTrees(out, late == null ? null : late.boosted());
        out.writeDouble(late == null ? 0 : late.boostedShare());
    }

    private static @Nullable LateHead readLateHead(DataInputStream in) throws IOException {
        BoostedBuckets forest = readTrees(in, 2);
        BoostedBuckets boosted = readTrees(in, 2);
        double share = in.readDouble();
        return forest == null || boosted == null ? null : new LateHead(forest, boosted, share);
    }

    private static void writeLinear(DataOutputStream out, @Nullable LinearDelays linear) throws IOException {
        out.writeBoolean(linear != null);
        if (linear != null) {
            out.writeDouble(linear.everybody());
            out.writeDouble(linear.levelCount());
            out.writeDouble(linear.scatter());
            out.writeDouble(linear.scatterCount());
            writeList(out, linear.centres());
            writeList(out, linear.scales());
            writeList(out, linear.slopes());
            writeList(out, linear.around());
        }
    }

    private static @Nullable LinearDelays readLinear(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? new LinearDelays(
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        readList(in),
                        readList(in),
                        readList(in),
                        readList(in))
                : null;
    }

    private static void writeTrees(DataOutputStream out, @Nullable BoostedBuckets boosted) throws IOException {
        byte[] trees = boosted == null ? new byte[0] : boosted.toBytes();
        out.writeInt(trees.length);
        out.write(trees);
    }

    private static @Nullable BoostedBuckets readTrees(DataInputStream in, int buckets) throws IOException {
        byte[] trees = in.readNBytes(in.readInt());
        return trees.length == 0 ? null : BoostedBuckets.fromBytes(trees, buckets);
    }

    private static void writeOptions(DataOutputStream out, TrainingOptions options) throws IOException {
        BoostParameters boost = options.boost();
        out.writeLong(options.seed());
        out.writeInt(options.matureDays());
        out.writeInt(boost.rounds());
        out.writeDouble(boost.eta());
        out.writeInt(boost.depth());
        out.writeDouble(boost.minChildWeight());
        out.writeDouble(boost.subsample());
        out.writeDouble(boost.featureSubsample());
        out.writeDouble(boost.lambda());
        out.writeDouble(boost.gamma());
        out.writeInt(boost.threads());
    }

    private static TrainingOptions readOptions(DataInputStream in) throws IOException {
        long seed = in.readLong();
        int matureDays = in.readInt();
        BoostParameters boost = new BoostParameters(
                in.readInt(),
                in.readDouble(),
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readInt());
        return new TrainingOptions(seed, boost, matureDays);
    }

    private static void writeCalibration(DataOutputStream out, Calibration calibration) throws IOException {
        Calibration.Mixture mixture = calibration.mixture();
        out.writeInt(mixture.rounds());
        out.writeDouble(mixture.boosted());
        out.writeDouble(mixture.linear());
        out.writeDouble(mixture.lateTrees());
        out.writeDouble(mixture.lateLinear());
        out.writeDouble(mixture.weekdayPower());
        writeOdds(out, calibration.late());
        writeOdds(out, calibration.late30());
        out.writeDouble(calibration.tailShare());
    }

    private static Calibration readCalibration(DataInputStream in) throws IOException {
        Calibration.Mixture mixture = new Calibration.Mixture(
                in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        return new Calibration(mixture, readOdds(in), readOdds(in), in.readDouble());
    }

    private static void writeOdds(DataOutputStream out, Calibration.Odds odds) throws IOException {
        out.writeDouble(odds.slope());
        out.writeDouble(odds.shift());
    }

    private static Calibration.Odds readOdds(DataInputStream in) throws IOException {
        return new Calibration.Odds(in.readDouble(), in.readDouble());
    }

    private static void writeList(DataOutputStream out, List<Double> values) throws IOException {
        out.writeInt(values.size());
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static List<Double> readList(DataInputStream in) throws IOException {
        int length = count(in, LIST_LENGTH_MAX, "values of a list");
        List<Double> values = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            values.add(in.readDouble());
        }
        return values;
    }
}
