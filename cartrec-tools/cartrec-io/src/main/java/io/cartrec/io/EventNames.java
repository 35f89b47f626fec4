package io.cartrec.io;

import io.cartrec.EventType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words a format has for kinds of events; upper and lower case are the same. Immutable. */
final class EventNames {

  /** The neutral names: {@code add_to_cart} for {@link EventType#ADD_TO_CART} and so on. */
  static final EventNames NEUTRAL = neutral();

  private final String[] names;
  private final EventType[] kinds;

  EventNames(Map<String, EventType> types) {
    this.names = types.keySet().toArray(String[]::new);
    this.kinds = types.values().toArray(EventType[]::new);
  }

  private static EventNames neutral() {
    Map<String, EventType> types = new LinkedHashMap<>();
    for (EventType type : EventType.values()) {
      types.put(name(type), type);
    }
    return new EventNames(types);
  }

  /** The neutral name of a kind of event. */
  static String name(EventType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** The kind called {@code text[from, to)}; empty when there is none. */
  Optional<EventType> find(byte[] text, int from, int to) {
    for (int i = 0; i < names.length; i++) {
      if (matches(names[i], text, from, to)) {
        return Optional.of(kinds[i]);
      }
    }
    return Optional.empty();
  }

  private static boolean matches(String name, byte[] text, int from, int to) {
    if (name.length() != to - from) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      int c = text[from + i];
      int lower = c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
      if (lower != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return String.join(", ", names);
  }
}
