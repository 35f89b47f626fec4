package io.cartrec.neural;

import io.cartrec.model.ModelBase;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.SessionScorer;
import io.cartrec.model.SessionState;
import io.cartrec.neural.kernel.CellStep;
import io.cartrec.neural.kernel.CellStep.Carried;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A {@link SequenceModel} of recurrent cells alone, told of items and what is known of them alone, which
 * can go on where it was. A step costs {@code O(layers * width²)}; beyond the longest sequence that is
 * looked at, the oldest entry falls out and all others are run again. Immutable and thread-safe.
 */
final class RecurrentModel extends SequenceModel implements SessionScorer {

  private final List<CellStep> cells = new ArrayList<>();

  RecurrentModel(ModelBase base, SequenceWeights weights, Reading reading, RecurrentConfig config) {
    super(base, weights, config.width(), reading, RecurrentTrainer.plan(config));
    for (int layer = 0; layer < config.layers(); layer++) {
      String name = "layer" + layer;
      cells.add(new CellStep(
          config.cell(),
          config.width(),
          Weights.numbers(weights.layers(), name + ".input"),
          Weights.numbers(weights.layers(), name + ".state"),
          Weights.numbers(weights.layers(), name + ".bias")));
    }
  }

  @Override
  public SessionState begin() {
    return new State(new int[0], cells.stream().map(CellStep::begin).toList());
  }

  /** The sequence, as far as it is looked at, and what each cell carries. */
  private final class State implements SessionState {
    private final int[] newest;
    private final List<Carried> carried;

    State(int[] newest, List<Carried> carried) {
      this.newest = newest;
      this.carried = carried;
    }

    @Override
    public SessionState with(int item) {
      Objects.checkIndex(item, base().items().size());
      if (newest.length < longest()) {
        return next(item);
      }
      State state = (State) begin();
      for (int k = 1; k < newest.length; k++) {
        state = state.next(newest[k]);
      }
      return state.next(item);
    }

    private State next(int item) {
      int[] longer = Arrays.copyOf(newest, newest.length + 1);
      longer[newest.length] = item;
      List<Carried> next = new ArrayList<>();
      float[] input = input(item);
      for (int layer = 0; layer < cells.size(); layer++) {
        next.add(cells.get(layer).next(carried.get(layer), input));
        input = next.get(layer).output();
      }
      return new State(longer, next);
    }

    @Override
    public void score(ScoreAccumulator into) {
      if (newest.length > 0) {
        RecurrentModel.this.score(carried.get(carried.size() - 1).output(), into);
      }
    }
  }
}
