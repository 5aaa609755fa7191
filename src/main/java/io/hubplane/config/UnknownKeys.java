package io.hubplane.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Finds names that look like settings but are not, so that a misspelt key is not silently ignored. */
final class UnknownKeys {
    private static final Pattern OURS = Pattern.compile("hubplane[._].*", Pattern.CASE_INSENSITIVE);

    private final List<String> known;

    /**
     * Makes a finder.
     *
     * @param known the keys that are settings
     */
    UnknownKeys(List<String> known) {
        this.known = known;
    }

    /**
     * What is wrong with the names.
     *
     * @param names the names of everything that is set
     * @param values returns the value of a name
     * @return a sentence for each unknown name
     */
    List<String> problems(Set<String> names, Function<String, Optional<String>> values) {
        ServiceLinks links = new ServiceLinks(names, values);
        List<String> problems = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            if (OURS.matcher(name).matches() && !isKnown(name, names) && !links.contains(name)) {
                problems.add(problem(name));
            }
        }
        return problems;
    }

    private boolean isKnown(String name, Set<String> names) {
        for (String key : known) {
            String variable = EnvironmentNames.of(key);
            if (name.equals(key) || name.equals(variable) || name.equals(EnvironmentNames.underscored(key))) {
                return true;
            }
            // For each variable, SmallRye Config adds a guess at its key, with a dot for each underscore.
            if (names.contains(variable) && name.equals(dotted(variable))) {
                return true;
            }
        }
        return false;
    }

    private static String dotted(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private String problem(String name) {
        boolean variable = name.indexOf('.') < 0;
        Function<String, String> form = key -> variable ? EnvironmentNames.of(key) : key;
        return name + " is not a setting; did you mean "
                + nearest(name, known.stream().map(form).toList()) + "?";
    }

    private static String nearest(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .orElseThrow();
    }

    /** The number of characters to insert, delete or replace (Levenshtein distance), ignoring case. */
    private static int distance(String a, String b) {
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
