package io.hubplane.fuzz;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Gives a target random inputs: first the seeds, then changes of them for as long as the system property
 * {@code fuzz.seconds} says ({@value #DEFAULT_SECONDS} for each target). A failure names the input and the value of
 * {@code fuzz.seed} that gives the same inputs again.
 *
 * <p>It is not guided by coverage: such fuzzers for Java need a separate virtual machine for each target. The seeds are
 * the wire vectors, which together take every branch, so changes of them reach most code.
 */
final class Fuzzing {
    private static final int DEFAULT_SECONDS = 8;

    /** Longer than any input of this length takes on a busy machine, unless the time grows faster than the length. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Long enough for nesting and lengths to matter. */
    private static final int LONGEST = 64 * 1024;

    private static final byte[] INTERESTING = {
        0,
        1,
        -1,
        127,
        -128,
        30,
        '"',
        '\\',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '-',
        '.',
        'e',
        '0',
        (byte) 0xc0,
        (byte) 0xc1,
        (byte) 0xc6,
        (byte) 0xc9,
        (byte) 0xd9,
        (byte) 0xdb,
        (byte) 0xdc,
        (byte) 0xdd,
        (byte) 0xde,
        (byte) 0xdf
    };

    /** Processes an input, and throws if it finds a fault. */
    @FunctionalInterface
    interface Target {
        void take(byte[] input);
    }

    private final List<byte[]> seeds;
    private final RandomGenerator random;

    private Fuzzing(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    /** Runs a target. */
    static void run(List<byte[]> seeds, Target target) {
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("There are no seeds");
        }
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        long most = TimeUnit.SECONDS.toNanos(Integer.getInteger("fuzz.seconds", DEFAULT_SECONDS));
        Fuzzing fuzzing = new Fuzzing(seeds, seed);
        long begun = System.nanoTime();
        seeds.forEach(input -> give(target, input, seed));
        do {
            give(target, fuzzing.next(), seed);
        } while (System.nanoTime() - begun < most);
    }

    @SuppressWarnings("CatchingUnchecked") // every exception is a fault that was looked for
    private static void give(Target target, byte[] input, long seed) {
        byte[] copy = input.clone();
        long begun = System.nanoTime();
        try {
            target.take(input);
        } catch (Throwable e) {
            throw new AssertionError("Failed with " + described(copy, seed), e);
        }
        long nanos = System.nanoTime() - begun;
        if (nanos > MOST_NANOS) {
            throw new AssertionError(
                    "Took " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms with " + described(copy, seed));
        }
    }

    private static String described(byte[] input, long seed) {
        return "-Dfuzz.seed=" + seed + ", input of " + input.length + " bytes "
                + HexFormat.of().formatHex(Arrays.copyOf(input, Math.min(input.length, 2000)));
    }

    private byte[] next() {
        byte[] input = any().clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            input = changed(input);
        }
        return input;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] changed(byte[] input) {
        if (input.length == 0) {
            return any().clone();
        }
        int at = random.nextInt(input.length);
        int length = 1 + random.nextInt(Math.min(16, input.length - at));
        return switch (random.nextInt(8)) {
            case 0 -> with(input, at, (byte) (input[at] ^ (1 << random.nextInt(8))));
            case 1 -> with(input, at, INTERESTING[random.nextInt(INTERESTING.length)]);
            case 2 -> with(input, at, (byte) random.nextInt());
            case 3 -> Arrays.copyOf(input, at);
            case 4 -> replaced(input, at, length, new byte[0]);
            case 5 -> replaced(input, at, 0, repeated(Arrays.copyOfRange(input, at, at + length)));
            case 6 -> replaced(input, at, 0, new byte[] {INTERESTING[random.nextInt(INTERESTING.length)]});
            default -> {
                byte[] other = any();
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                yield replaced(input, at, length, Arrays.copyOfRange(other, from, other.length));
            }
        };
    }

    /** Repeats a part: mostly once, sometimes often enough for deep nesting. */
    private byte[] repeated(byte[] part) {
        int times = random.nextInt(50) == 0 ? LONGEST / part.length : 1 + random.nextInt(3);
        byte[] all = new byte[times * part.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = part[i % part.length];
        }
        return all;
    }

    private static byte[] with(byte[] input, int at, byte value) {
        input[at] = value;
        return input;
    }

    private static byte[] replaced(byte[] input, int at, int length, byte[] by) {
        int rest = input.length - at - length;
        byte[] result = new byte[at + by.length + rest];
        System.arraycopy(input, 0, result, 0, at);
        System.arraycopy(by, 0, result, at, by.length);
        System.arraycopy(input, at + length, result, at + by.length, rest);
        return result.length > LONGEST ? Arrays.copyOf(result, LONGEST) : result;
    }
}
