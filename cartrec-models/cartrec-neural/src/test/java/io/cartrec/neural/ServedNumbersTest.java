package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.neural.RecurrentConfig.Direction;
import io.cartrec.neural.RecurrentConfig.Unit;
import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Lanes;
import io.cartrec.neural.kernel.TensorKernels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The served model says what the net said in training. */
class ServedNumbersTest {

  private static final double NOTHING = 1e-30; // a learning rate

  private static final Learning LEARNING =
      Learning.defaults().withNegatives(0).withInputDropout(0).withStateDropout(0);

  @ParameterizedTest
  @EnumSource
  void agreeWithTheRecurrentNetThatWasTrained(Unit unit) {
    RecurrentConfig config = new RecurrentConfig(
        unit,
        19,
        2,
        Direction.FORWARD,
        unit != Unit.GRU,
        50,
        Channels.none(),
        Precision.FLOAT,
        LEARNING);
    LayerPlan plan = RecurrentTrainer.plan(config);
    agree(
        19, config.tied(), plan, (base, weights) -> RecurrentTrainer.model(base, weights, config));
  }

  /** Whichever item of a sequence is missing. */
  @Test
  void agreeWithTheNetThatReadsFromBothEnds() {
    RecurrentConfig config = RecurrentConfig.gru()
        .withWidth(13)
        .withLayers(2)
        .withDirection(Direction.BOTH)
        .withLearning(LEARNING);
    Dataset data = Clicks.rings(30, 50);
    Reading reading = new Reading(50, Channels.none(), Direction.BOTH);
    Sequences sequences = Sequences.of(data, Clicks.CODES, reading);
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      SequenceNet net = new SequenceNet(
          kernels,
          LEARNING,
          sequences.targetCounts(30),
          FollowerCounts.of(sequences, 30),
          512,
          13,
          true,
          RecurrentTrainer.plan(config));
      long step = 0;
      for (int s = 0; s < sequences.size(); s++) {
        net.learn(Batch.of(sequences, List.of(s)), Adam.of(0.01, 0, ++step));
      }
      SequenceModel model = (SequenceModel) RecurrentTrainer.model(
          ModelBase.of(data, "net", Map.of()),
          SequenceWeights.of(Trained.tensors(net.parameters()), Described.NOTHING),
          config);
      for (int s = 0; s < 10; s++) {
        double loss = net.learn(Batch.of(sequences, List.of(s)), Adam.of(NOTHING, 0, ++step));
        assertThat(lossOfMissing(model, sequences, s)).isCloseTo(loss, within(1e-5));
      }
    }
  }

  private static double lossOfMissing(SequenceModel model, Sequences sequences, int s) {
    double sum = 0;
    for (int missing = 0; missing < sequences.places(s); missing++) {
      int[] others = new int[sequences.places(s) - 1];
      for (int place = 0; place < others.length; place++) {
        others[place] = sequences.item(s, place < missing ? place : place + 1);
      }
      float[] logits = model.logits(Entries.ofItems(others, 0), missing);
      float target = logits[sequences.target(s, missing)];
      sum += Math.log(Lanes.best().expSum(logits, 0, logits.length, target));
    }
    return sum / sequences.places(s);
  }

  @Test
  void agreeWithTheAttentionThatWasTrained() {
    AttentionConfig config =
        new AttentionConfig(6, 2, 3, 50, Channels.none(), Precision.FLOAT, LEARNING);
    LayerPlan plan = AttentionTrainer.plan(config);
    agree(18, true, plan, (base, weights) -> AttentionTrainer.model(base, weights, config));
  }

  @Test
  void agreeWithTheConvolutionsThatWereTrained() {
    CnnConfig config = new CnnConfig(18, 3, 3, 4, 50, Channels.none(), Precision.FLOAT, LEARNING);
    LayerPlan plan = CnnTrainer.plan(config);
    agree(18, true, plan, (base, weights) -> CnnTrainer.model(base, weights, config));
  }

  @Test
  void agreeWithChannelsThatWereTrained() {
    Channels both = new Channels(true, true, false, "");
    RecurrentConfig config = new RecurrentConfig(
        Unit.GRU, 17, 1, Direction.FORWARD, true, 50, both, Precision.FLOAT, LEARNING);
    agree(
        17,
        true,
        both,
        RecurrentTrainer.plan(config),
        (base, weights) -> RecurrentTrainer.model(base, weights, config));
  }

  @Test
  void agreeWithWhatWasLearnedOfItemsThatAreDescribed() {
    Channels described = Channels.none().withFeatures(true).withVectors("text");
    RecurrentConfig config = RecurrentConfig.lstm()
        .withWidth(17)
        .withLayers(2)
        .withChannels(described)
        .withLearning(LEARNING);
    agree(
        17,
        true,
        described,
        RecurrentTrainer.plan(config),
        (base, weights) -> RecurrentTrainer.model(base, weights, config));
  }

  private static void agree(
      int width,
      boolean tied,
      LayerPlan plan,
      BiFunction<ModelBase, SequenceWeights, Model> served) {
    agree(width, tied, Channels.none(), plan, served);
  }

  private static void agree(
      int width,
      boolean tied,
      Channels channels,
      LayerPlan behind,
      BiFunction<ModelBase, SequenceWeights, Model> served) {
    agree(LEARNING, width, tied, channels, behind, served);
    agree(
        LEARNING.withHeadKind(Learning.Head.Kind.BINARY).withHeadWeight(0.5),
        width,
        tied,
        channels,
        behind,
        served);
  }

  private static void agree(
      Learning learning,
      int width,
      boolean tied,
      Channels channels,
      LayerPlan behind,
      BiFunction<ModelBase, SequenceWeights, Model> served) {
    Dataset data = timed(Clicks.rings(30, 50)).withCatalog(DescribedItems.catalog(30));
    Described described = Described.of(Start.of(data, Optional.empty(), "net", Map.of()), channels);
    LayerPlan plan = described.before(behind, width);
    Sequences sequences = Sequences.of(data, Clicks.CODES, new Reading(50, channels));
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      SequenceNet net = new SequenceNet(
          kernels,
          learning,
          sequences.targetCounts(30),
          FollowerCounts.of(sequences, 30),
          512,
          width,
          tied,
          plan);
      int[] order = new int[sequences.size()];
      Arrays.setAll(order, s -> s);
      long step = 0;
      for (Batch batch : Batch.all(sequences, order, 512)) {
        net.learn(batch, Adam.of(0.01, 0, ++step));
      }
      ModelBase base = ModelBase.of(data, "net", Map.of());
      SequenceModel model = (SequenceModel)
          served.apply(base, SequenceWeights.of(Trained.tensors(net.parameters()), described));
      for (int s = 0; s < 10; s++) {
        double loss = net.learn(Batch.of(sequences, List.of(s)), Adam.of(NOTHING, 0, ++step));
        assertThat(loss(model, sequences, s)).isCloseTo(loss, within(1e-5));
      }
    }
  }

  /** The events, each of another type than the one before and later by ever more. */
  private static Dataset timed(Dataset data) {
    List<Event> events = new ArrayList<>();
    for (int row = 0; row < data.rows(); row++) {
      EventType type = EventType.values()[1 + row % 5];
      events.add(Event.of(data.items().id(data.item(row)), type)
          .inSession(data.event(row).sessionId().orElseThrow())
          .at(Instant.ofEpochSecond((long) row * row)));
    }
    return Dataset.of(events);
  }

  private static double loss(SequenceModel model, Sequences sequences, int s) {
    double sum = 0;
    for (int place = 0; place < sequences.places(s); place++) {
      float[] logits = model.logits(entries(sequences, s, place + 1));
      float target = logits[sequences.target(s, place)];
      sum += Math.log(Lanes.best().expSum(logits, 0, logits.length, target));
      if (model.predictsAdditions()) {
        sum += 0.5 * headLoss(model, sequences, s, place);
      }
    }
    return sum / sequences.places(s);
  }

  private static double headLoss(SequenceModel model, Sequences sequences, int s, int place) {
    Set<Integer> followers = new HashSet<>();
    for (int later = place; later < sequences.places(s); later++) {
      followers.add(sequences.target(s, later));
    }
    int[] all = IntStream.range(0, 30).toArray();
    double[] probabilities = model.probabilities(entries(sequences, s, place + 1), all);
    double sum = 0;
    for (int item : all) {
      double p = probabilities[item];
      sum -= Math.log(followers.contains(item) ? p : 1 - p);
    }
    return sum;
  }

  private static Entries entries(Sequences sequences, int s, int count) {
    int[] items = new int[count];
    int[][] codes = new int[sequences.channels()][count];
    for (int place = 0; place < count; place++) {
      items[place] = sequences.item(s, place);
      for (int channel = 0; channel < codes.length; channel++) {
        codes[channel][place] = sequences.code(channel, s, place);
      }
    }
    return new Entries(items, codes);
  }
}
