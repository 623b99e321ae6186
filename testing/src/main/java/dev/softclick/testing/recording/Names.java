package dev.softclick.testing.recording;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes values by their names. */
final class Names {
    /** What is shorter may stand there by chance. */
    private static final int MIN_LENGTH = 5;

    private final List<Map.Entry<String, String>> longestFirst;

    Names(Map<String, String> names) {
        longestFirst = names.entrySet().stream()
                .filter(entry -> entry.getValue().length() >= MIN_LENGTH && entry.getValue().chars().allMatch(Names::plain))
                .sorted(Comparator.comparingInt((Map.Entry<String, String> entry) -> -entry.getValue().length())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static boolean plain(int c) {
        return c > ' ' && c < 127 && c != '\\' && c != '{' && c != '}';
    }

    /** The escaped text with each value replaced; no name is put inside another. */
    String put(String escaped) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < escaped.length()) {
            int from = at;
            var found = longestFirst.stream().filter(entry -> escaped.startsWith(entry.getValue(), from)).findFirst();
            if (found.isPresent()) {
                out.append('{').append(found.get().getKey()).append('}');
                at += found.get().getValue().length();
            } else {
                out.append(escaped.charAt(at++));
            }
        }
        return out.toString();
    }
}
