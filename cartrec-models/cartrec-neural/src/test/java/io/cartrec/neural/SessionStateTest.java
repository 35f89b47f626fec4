package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.model.Model;
import io.cartrec.model.Query;
import io.cartrec.model.SessionScorer;
import io.cartrec.model.SessionState;
import io.cartrec.model.SparseScores;
import io.cartrec.neural.RecurrentConfig.Unit;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionStateTest {

  private static final int ITEMS = 30;
  private static final int LONGEST = 5;

  /** Two steps further than the longest sequence that is looked at. */
  @ParameterizedTest
  @EnumSource
  void scoresAsTheWholeSequenceDoes(Unit unit) {
    Model model = trained(unit);
    SessionState state = ((SessionScorer) model).begin();
    String[] ids = new String[LONGEST + 2];
    for (int step = 0; step < ids.length; step++) {
      ids[step] = "i" + step * 7 % ITEMS;
      state = state.with(model.base().items().code(ids[step], -1));
      assertSame(model, state, Arrays.copyOf(ids, step + 1));
    }
  }

  @Test
  void staysAsItIsWhenItGoesOn() {
    Model model = trained(Unit.LSTM);
    SessionState one = ((SessionScorer) model).begin().with(model.base().items().code("i3", -1));
    one.with(0).with(1);
    assertSame(model, one, "i3");
  }

  @Test
  void hasNothingToSayBeforeTheFirstItem() {
    SparseScores scores = new SparseScores(ITEMS);
    ((SessionScorer) trained(Unit.GRU)).begin().score(scores);
    assertThat(scores.size()).isZero();
  }

  @Test
  void refusesAnItemThatTheModelLacks() {
    SessionState state = ((SessionScorer) trained(Unit.GRU)).begin();
    assertThatThrownBy(() -> state.with(ITEMS)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void assertSame(Model model, SessionState state, String... ids) {
    SparseScores stepwise = new SparseScores(ITEMS);
    state.score(stepwise);
    SparseScores whole = new SparseScores(ITEMS);
    model.score(new Query(RecommendationRequest.of(Cart.of(ids)), model.base().items()), whole);
    for (int item = 0; item < ITEMS; item++) {
      assertThat(stepwise.score(item))
          .isCloseTo(whole.score(item), within(1e-6))
          .isPositive();
    }
  }

  private static Model trained(Unit unit) {
    RecurrentConfig config = RecurrentConfig.gru()
        .withUnit(unit)
        .withWidth(19)
        .withLayers(2)
        .withLongest(LONGEST)
        .withLearning(Learning.defaults().withEpochs(2));
    return new RecurrentTrainer(config).train(Clicks.rings(ITEMS, 200));
  }
}
