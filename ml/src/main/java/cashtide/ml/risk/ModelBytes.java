package cashtide.ml.risk;

import cashtide.ml.features.PaymentCalendar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as bytes: a header of our own, then what was learned, then the boosted trees in Tribuo's protobuf form. Java
 * serialization is not used, so reading foreign bytes runs no code of theirs.
 */
final class ModelBytes {

    private static final int MAGIC = 0x43_54_52_4D;
    static final int VERSION = 3;
    private static final int CLOSED_MAX = 60;
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
            out.writeInt(model.calendar().weekdayMask());
            writeClosed(out, model.calendar());
            writeList(
                    out,
                    model.buckets().lasts().stream().map(Integer::doubleValue).toList());
            writeList(out, model.buckets().spread());
            writeList(out, model.prior());
            writeList(out, model.weekdays());
            writeList(out, model.typical());
            writeCalibration(out, model.calibration());
            writeTrees(out, model.boosted());
            writeTrees(out, model.lateHead());
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
            PaymentCalendar calendar = new PaymentCalendar(in.readInt(), readClosed(in));
            List<Integer> lasts = readList(in).stream().map(Double::intValue).toList();
            DelayBuckets buckets = new DelayBuckets(lasts, readList(in));
            List<Double> prior = readList(in);
            List<Double> weekdays = readList(in);
            List<Double> typical = readList(in);
            Calibration calibration = readCalibration(in);
            BoostedBuckets boosted = readTrees(in, buckets.count());
            BoostedBuckets lateHead = readTrees(in, 2);
            DelayModel model =
                    new DelayModel(calendar, buckets, prior, weekdays, typical, boosted, lateHead, calibration);
            return new RiskModel(model, cut, options, rows, null);
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes of the model end too early", e);
        }
    }

    private static void writeClosed(DataOutputStream out, PaymentCalendar calendar) throws IOException {
        out.writeInt(calendar.closed().size());
        for (MonthDay date : calendar.closed()) {
            out.writeInt(date.getMonthValue());
            out.writeInt(date.getDayOfMonth());
        }
    }

    private static List<MonthDay> readClosed(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > CLOSED_MAX) {
            throw new IllegalArgumentException("closed dates: " + length);
        }
        List<MonthDay> closed = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            int month = in.readInt();
            closed.add(MonthDay.of(month, in.readInt()));
        }
        return closed;
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
        out.writeInt(calibration.rounds());
        out.writeDouble(calibration.boostedShare());
        out.writeDouble(calibration.lateHeadShare());
        out.writeDouble(calibration.weekdayPower());
        out.writeDouble(calibration.lateSlope());
        out.writeDouble(calibration.lateShift());
        out.writeDouble(calibration.late30Slope());
        out.writeDouble(calibration.late30Shift());
        out.writeDouble(calibration.tailShare());
    }

    private static Calibration readCalibration(DataInputStream in) throws IOException {
        return new Calibration(
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }

    private static void writeList(DataOutputStream out, List<Double> values) throws IOException {
        out.writeInt(values.size());
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static List<Double> readList(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LIST_LENGTH_MAX) {
            throw new IllegalArgumentException("a list of " + length + " values in the model");
        }
        List<Double> values = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            values.add(in.readDouble());
        }
        return values;
    }
}
