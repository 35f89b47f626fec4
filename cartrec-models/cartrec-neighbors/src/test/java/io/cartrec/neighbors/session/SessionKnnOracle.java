package io.cartrec.neighbors.session;

import io.cartrec.neighbors.session.SessionKnnConfig.Carts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Session kNN read off algorithm 2 line by line, with maps and sorting, over sessions in order of age. */
final class SessionKnnOracle {

  private final SessionKnnConfig config;
  private final List<List<String>> sessions;
  private final boolean set;

  SessionKnnOracle(SessionKnnConfig config, List<List<String>> sessions) {
    this.config = config;
    this.sessions =
        sessions.stream().map(s -> List.copyOf(new LinkedHashSet<>(s))).toList();
    this.set = config.carts() == Carts.SET;
  }

  /** The items with a score above 0. */
  Map<String, Double> scores(List<String> query) {
    List<String> last = set
        ? List.copyOf(new LinkedHashSet<>(query))
        : query.subList(Math.max(0, query.size() - config.lastItems()), query.size());
    TreeSet<Integer> held = new TreeSet<>(); // at most sample sessions
    double[] similarity = new double[sessions.size()];
    int[] newest = new int[sessions.size()]; // the position of the newest item that found it
    Set<String> seen = new HashSet<>();
    for (int position = 1; position <= last.size(); position++) {
      String item = last.get(last.size() - position);
      if (!seen.add(item)) {
        continue;
      }
      double weight = decay(position, last.size()) * (1 + config.contextIdf() * idf(item));
      for (int session : found(item)) {
        if (held.contains(session)) {
          similarity[session] += weight;
          continue;
        }
        if (held.size() == config.sample()) {
          if (held.first() > session) {
            break;
          }
          held.pollFirst();
        }
        held.add(session);
        similarity[session] = weight;
        newest[session] = position;
      }
    }
    if (set || config.cosine()) {
      for (int s : held) {
        similarity[s] /= Math.sqrt(sessions.get(s).size());
      }
    }
    List<Integer> neighbors = new ArrayList<>(held);
    neighbors.sort(Comparator.<Integer>comparingDouble(s -> Math.rint(1e5 * similarity[s]))
        .thenComparing(s -> s)
        .reversed());
    Map<String, Double> scores = new TreeMap<>();
    for (int s : neighbors.subList(0, Math.min(config.neighbors(), neighbors.size()))) {
      List<String> items = sessions.get(s);
      int shared = items.indexOf(last.get(last.size() - newest[s]));
      for (int at = 0; at < items.size(); at++) {
        double score = similarity[s]
            * vote(newest[s])
            * near(at - shared)
            * (1 + config.idf() * idf(items.get(at)));
        if (score > 0) {
          scores.merge(items.get(at), score, Double::sum);
        }
      }
    }
    return scores;
  }

  private List<Integer> found(String item) {
    List<Integer> found = new ArrayList<>();
    for (int s = sessions.size() - 1; s >= 0 && found.size() < config.itemSample(); s--) {
      if (sessions.get(s).contains(item)) {
        found.add(s);
      }
    }
    return found;
  }

  private double idf(String item) {
    long holding = sessions.stream().filter(s -> s.contains(item)).count();
    return holding == 0 ? 0 : Math.log((double) sessions.size() / holding);
  }

  private double decay(int position, int entries) {
    double linear = (entries - position + 1.0) / entries;
    return switch (config.decay()) {
      case LINEAR -> set ? 1 : linear;
      case QUADRATIC -> set ? 1 : linear * linear;
      default -> vote(position);
    };
  }

  private double vote(int position) {
    if (set) {
      return 1;
    }
    return switch (config.decay()) {
      case NONE -> 1;
      case LINEAR -> Math.max(0, 1 - 0.1 * position);
      case QUADRATIC -> Math.pow(position, -2);
      case DIV -> 1.0 / position;
      case EXPONENTIAL -> Math.exp(-(position - 1) / config.decayScale());
    };
  }

  private double near(int distance) {
    if (set || distance == 0) {
      return 1;
    }
    double near = Math.pow(Math.abs(distance), -config.distanceDecay());
    return distance > 0 ? near : config.backward() * near;
  }
}
