package cashtide.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is known by the numbers of an import's rows, as a map without removal. It holds a number in its own bytes and some twenty
 * more, a quarter of what a {@link java.util.HashMap} of texts takes: a file has up to two million. Of a number of more than
 * forty bytes it holds the SHA-256.
 */
final class Numbers<V> {

    private static final int BYTES_MAX = 40;
    private static final int SLOTS_AT_FIRST = 1 << 10;

    // Odd, and another one in each: no file can be made for all its numbers to fall into one place.
    private final long seed = ThreadLocalRandom.current().nextLong() | 1;
    private int[] slots = new int[SLOTS_AT_FIRST];
    private int[] starts = new int[SLOTS_AT_FIRST / 2 + 1];
    private Object[] values = new Object[SLOTS_AT_FIRST / 2];
    private byte[] bytes = new byte[SLOTS_AT_FIRST * 8];
    private int size;

    boolean containsKey(String number) {
        return slots[slot(key(number))] != 0;
    }

    @Nullable
    V get(String number) {
        int entry = slots[slot(key(number))];
        return entry == 0 ? null : value(entry - 1);
    }

    /** The value that was there before, or null when this one is now. */
    @Nullable
    V putIfAbsent(String number, V value) {
        byte[] key = key(number);
        int slot = slot(key);
        if (slots[slot] != 0) {
            return value(slots[slot] - 1);
        }
        if (size == values.length) {
            grow();
            slot = slot(key);
        }
        int start = starts[size];
        if (start + key.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length + (bytes.length >> 1));
        }
        System.arraycopy(key, 0, bytes, start, key.length);
        values[size] = value;
        slots[slot] = ++size;
        starts[size] = start + key.length;
        return null;
    }

    @SuppressWarnings("unchecked") // Only putIfAbsent writes there.
    private V value(int entry) {
        return (V) values[entry];
    }

    private void grow() {
        values = Arrays.copyOf(values, values.length * 2);
        starts = Arrays.copyOf(starts, values.length + 1);
        slots = new int[values.length * 2];
        for (int entry = 0; entry < size; entry++) {
            slots[slot(Arrays.copyOfRange(bytes, starts[entry], starts[entry + 1]))] = entry + 1;
        }
    }

    /** Where the key is, or would be: at most every other slot is taken. */
    private int slot(byte[] key) {
        long hash = seed;
        for (byte one : key) {
            hash = (hash ^ one) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0 && !isAt(slots[slot] - 1, key)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean isAt(int entry, byte[] key) {
        return Arrays.equals(bytes, starts[entry], starts[entry + 1], key, 0, key.length);
    }

    private static byte[] key(String number) {
        byte[] key = number.getBytes(StandardCharsets.UTF_8);
        if (key.length <= BYTES_MAX) {
            return key;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            // Longer than any number that is held in its own bytes, so that none can look like it.
            return Arrays.copyOf(digest, BYTES_MAX + 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
