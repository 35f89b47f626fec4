package io.cartrec.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.HashMap;
import java.util.Map;

/** Which library the native methods of a class are taken from. Thread-safe. */
final class Natives {

  private static final Map<Class<?>, NativeLibrary> BOUND = new HashMap<>();

  private Natives() {}

  /**
   * Takes the native methods of {@code type} from {@code library}, unless they are already.
   *
   * @throws UnsatisfiedLinkError if the library lacks one
   */
  static synchronized void bind(Class<?> type, NativeLibrary library) {
    if (BOUND.get(type) != library) {
      BOUND.remove(type); // a failure may leave it half bound
      Native.register(type, library);
      BOUND.put(type, library);
    }
  }
}
