package io.cartrec.neural;

import io.cartrec.internal.Check;
import io.cartrec.neural.kernel.Mix;

/**
 * What is done to a sequence before a net learns from it, anew in each epoch: first it is cropped, then a
 * part of it reordered, then some of its items are masked (the three operators of CL4SRec, Xie et al.,
 * 2022, as noise on what the next item is predicted from, without a contrastive loss). Everything is drawn
 * from the seed, the epoch, the sequence and the place in it alone. What comes next is still true where a
 * sequence is cropped or masked. Where it is reordered, the net learns from the new order as if it had
 * been the true one: what comes next is what does there, so that it never follows itself.
 *
 * <p>Unlike in the paper all three are applied to every sequence, and how many items are masked is left
 * to chance. Immutable and thread-safe.
 *
 * @param crop the share of a sequence's entries that is cut off its ends, in [0, 0.95]; two entries stay
 * @param mask the probability that an entry's item is not shown, in [0, 0.95]; it can still be the target
 * @param reorder the share of a sequence's entries, side by side, that change places, with all that is
 *     told of them, in [0, 0.95]
 * @see <a href="https://doi.org/10.1109/ICDE53745.2022.00099">Xie et al., 2022</a>
 */
public record Augmentation(double crop, double mask, double reorder) {

  private static final double MOST = 0.95;

  // streams of a sequence's numbers, below those of its places, which begin at 0
  private static final int CROP = -1;
  private static final int SEGMENT = -2;
  private static final int SHUFFLE = -3;

  public Augmentation {
    Check.between(crop, 0, MOST, "crop");
    Check.between(mask, 0, MOST, "mask");
    Check.between(reorder, 0, MOST, "reorder");
  }

  /** Sequences as they are. */
  public static Augmentation none() {
    return new Augmentation(0, 0, 0);
  }

  public Augmentation withCrop(double value) {
    return new Augmentation(value, mask, reorder);
  }

  public Augmentation withMask(double value) {
    return new Augmentation(crop, value, reorder);
  }

  public Augmentation withReorder(double value) {
    return new Augmentation(crop, mask, value);
  }

  /**
   * What is left of a sequence of {@code count} entries, at least two: these in their new order, a masked
   * one as its complement.
   *
   * @param hasOrder false to put all of them in another order, whatever is to be reordered
   */
  int[] entries(int count, boolean hasOrder, long stream) {
    int kept = Math.max(2, count - (int) (crop * count));
    int from = below(count - kept + 1, Mix.of(stream, CROP));
    int[] entries = new int[kept];
    for (int k = 0; k < kept; k++) {
      entries[k] = from + k;
    }
    shuffle(entries, hasOrder ? (int) (reorder * kept) : kept, stream);
    for (int k = 0; k < kept; k++) {
      boolean isShown = (Mix.of(stream, entries[k]) >>> 11) * 0x1p-53 >= mask;
      entries[k] = isShown ? entries[k] : ~entries[k];
    }
    return entries;
  }

  private static void shuffle(int[] entries, int length, long stream) {
    int from = below(entries.length - length + 1, Mix.of(stream, SEGMENT));
    long draws = Mix.of(stream, SHUFFLE);
    for (int k = length - 1; k > 0; k--) {
      int other = from + below(k + 1, Mix.of(draws, k));
      int moved = entries[from + k];
      entries[from + k] = entries[other];
      entries[other] = moved;
    }
  }

  private static int below(int bound, long random) {
    return (int) Long.remainderUnsigned(random, bound);
  }
}
