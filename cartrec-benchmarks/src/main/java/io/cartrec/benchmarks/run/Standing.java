package io.cartrec.benchmarks.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a peer took on a shop, and how good its answers are.
 *
 * @param size the shop
 * @param peer its name
 * @param measured the results by what it did: {@code load}, {@code build}, {@code recommend}
 * @param judged the quality, unless it did not come to answer
 */
record Standing(String size, String peer, Map<String, Result> measured, Optional<Judged> judged) {

  /** All peers on all shops, in the order they were measured first. */
  static List<Standing> of(List<Result> results, List<Judged> judged) {
    Map<List<String>, Map<String, Result>> measured = new LinkedHashMap<>();
    for (Result result : results) {
      if (!result.peer().isEmpty()) {
        String size = Objects.requireNonNullElse(result.params().get("size"), "");
        measured
            .computeIfAbsent(List.of(size, result.peer()), key -> new LinkedHashMap<>())
            .put(result.name().substring(result.name().indexOf('.') + 1), result);
      }
    }
    List<Standing> all = new ArrayList<>();
    measured.forEach((key, methods) -> all.add(new Standing(
        key.get(0),
        key.get(1),
        methods,
        judged.stream()
            .filter(one -> List.of(one.size(), one.peer()).equals(key))
            .findFirst())));
    return all;
  }

  /** Seconds to do {@code what} once. */
  Optional<Double> seconds(String what) {
    return Optional.ofNullable(measured.get(what)).map(Result::seconds);
  }
}
