package io.cartrec.neighbors.session;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import io.cartrec.model.Verification;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Past sessions, found by their items. Sessions are numbered by age, the oldest 0, so that of two codes
 * the greater is the more recent. Immutable and thread-safe.
 *
 * <ul>
 *   <li>{@code items.begin}, {@code items.sessions}: for each item, the most recent sessions that hold it,
 *       the most recent first.
 *   <li>{@code items.idf}: {@code ln(|H| / h_i)}, 0 for an item that no session holds.
 *   <li>{@code sessions.begin}, {@code sessions.items}: for each session, its distinct items in order of
 *       first appearance, {@value #LONGEST_SESSION} at most.
 *   <li>{@code sessions.recency}, where age counts: what each session is worth, in (0, 1].
 * </ul>
 */
final class SessionIndex {

  /** Of a longer session the items that appeared last are kept. */
  static final int LONGEST_SESSION = 256;

  private static final String ITEM_BEGIN = "items.begin";
  private static final String ITEM_SESSIONS = "items.sessions";
  private static final String IDF = "items.idf";
  private static final String SESSION_BEGIN = "sessions.begin";
  private static final String SESSION_ITEMS = "sessions.items";
  private static final String RECENCY = "sessions.recency";
  private static final float GREATEST_IDF = 32; // more than ln of any int

  private final Map<String, Tensor> tensors;
  private final IntBuffer itemBegin;
  private final IntBuffer itemSessions;
  private final FloatBuffer idf;
  private final IntBuffer sessionBegin;
  private final IntBuffer sessionItems;
  private final FloatBuffer recency;

  private SessionIndex(Map<String, Tensor> tensors) {
    this.tensors = tensors;
    itemBegin = tensor(ITEM_BEGIN).ints();
    itemSessions = tensor(ITEM_SESSIONS).ints();
    idf = tensor(IDF).floats();
    sessionBegin = tensor(SESSION_BEGIN).ints();
    sessionItems = tensor(SESSION_ITEMS).ints();
    recency = tensors.containsKey(RECENCY) ? tensor(RECENCY).floats() : FloatBuffer.allocate(0);
  }

  /** The rows of sessions and of items; {@code recency} is empty when age does not count. */
  static SessionIndex of(
      Tensor sessionBegin,
      Tensor sessionItems,
      Tensor itemBegin,
      Tensor itemSessions,
      Tensor idf,
      Tensor recency) {
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put(SESSION_BEGIN, sessionBegin);
    tensors.put(SESSION_ITEMS, sessionItems);
    tensors.put(ITEM_BEGIN, itemBegin);
    tensors.put(ITEM_SESSIONS, itemSessions);
    tensors.put(IDF, idf);
    if (recency.length() > 0) {
      tensors.put(RECENCY, recency);
    }
    return new SessionIndex(tensors);
  }

  static SessionIndex read(ModelFile file, SessionKnnConfig config) throws ModelFormatException {
    int itemCount = file.base().items().size();
    int sessionCount = file.tensor(SESSION_BEGIN, Tensor.Type.I32).length() - 1;
    if (sessionCount < 0) {
      throw file.fault(SESSION_BEGIN, "must not be empty");
    }
    Map<String, Tensor> tensors = new TreeMap<>();
    Tensor sessionBegin = file.offsets(SESSION_BEGIN, sessionCount);
    tensors.put(SESSION_BEGIN, sessionBegin);
    int entries = sessionBegin.ints().get(sessionCount);
    tensors.put(SESSION_ITEMS, file.codes(SESSION_ITEMS, entries, itemCount));
    Tensor itemBegin = file.offsets(ITEM_BEGIN, itemCount);
    tensors.put(ITEM_BEGIN, itemBegin);
    int listed = itemBegin.ints().get(itemCount);
    tensors.put(ITEM_SESSIONS, file.codes(ITEM_SESSIONS, listed, sessionCount));
    tensors.put(IDF, file.finite(IDF, itemCount));
    if (config.recency() > 0 && sessionCount > 0) {
      tensors.put(RECENCY, file.finite(RECENCY, sessionCount));
    }
    SessionIndex index = new SessionIndex(tensors);
    if (file.verification() == Verification.FULL) {
      index.verify(file, config.itemSample());
    }
    return index;
  }

  Map<String, Tensor> tensors() {
    return tensors;
  }

  int sessionCount() {
    return sessionBegin.capacity() - 1;
  }

  /** How many sessions {@code item} finds. */
  int sessions(int item) {
    return itemBegin.get(item + 1) - itemBegin.get(item);
  }

  /** Copies the {@code count} most recent sessions that {@code item} finds, the most recent first. */
  void sessions(int item, int[] into, int count) {
    itemSessions.get(itemBegin.get(item), into, 0, count);
  }

  /** Whether {@code item} finds {@code session}, which holds it: whether that is recent enough. */
  boolean finds(int item, int session) {
    int end = itemBegin.get(item + 1);
    return end > itemBegin.get(item) && itemSessions.get(end - 1) <= session;
  }

  /** {@code ln(|H| / h)} of {@code item}, in [0, {@value #GREATEST_IDF}]. */
  float idf(int item) {
    return idf.get(item);
  }

  /** How many items {@code session} holds, in [1, {@value #LONGEST_SESSION}]. */
  int length(int session) {
    return sessionBegin.get(session + 1) - sessionBegin.get(session);
  }

  /** Where the items of {@code session} begin; those of the next one begin where they end. */
  int begin(int session) {
    return sessionBegin.get(session);
  }

  /** The item at {@code position} in the row of a session. */
  int item(int position) {
    return sessionItems.get(position);
  }

  /** Whether age counts. */
  boolean isAged() {
    return recency.capacity() > 0;
  }

  /** What {@code session} is worth for its age, where that counts. */
  float recency(int session) {
    return recency.get(session);
  }

  private Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("there must be a tensor " + name);
    }
    return tensor;
  }

  private void verify(ModelFile file, int sample) throws ModelFormatException {
    for (int session = 0; session < sessionCount(); session++) {
      if (length(session) > LONGEST_SESSION) {
        throw file.fault(
            SESSION_BEGIN,
            "must have rows of at most " + LONGEST_SESSION + " items but that of session " + session
                + " has " + length(session));
      }
    }
    for (int item = 0; item < idf.capacity(); item++) {
      if (!(idf(item) >= 0 && idf(item) <= GREATEST_IDF)) {
        throw file.fault(IDF, "must be in [0, " + GREATEST_IDF + "] but is " + idf(item));
      }
      if (sessions(item) > sample) {
        throw file.fault(
            ITEM_BEGIN,
            "must have rows of at most " + sample + " sessions but that of item " + item + " has "
                + sessions(item));
      }
      for (int k = itemBegin.get(item) + 1; k < itemBegin.get(item + 1); k++) {
        if (itemSessions.get(k) >= itemSessions.get(k - 1)) {
          throw file.fault(ITEM_SESSIONS, "must fall within a row but entry " + k + " does not");
        }
      }
    }
    for (int session = 0; session < recency.capacity(); session++) {
      if (!(recency(session) > 0 && recency(session) <= 1)) {
        throw file.fault(RECENCY, "must be in (0, 1] but is " + recency(session));
      }
    }
  }
}
