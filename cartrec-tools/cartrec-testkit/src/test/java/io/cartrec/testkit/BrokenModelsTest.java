package io.cartrec.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.cartrec.data.Dataset;
import io.cartrec.internal.Parallel;
import io.cartrec.model.Explainer;
import io.cartrec.model.Explainer.Contributions;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;
import io.cartrec.testkit.example.CoCountModel;
import io.cartrec.testkit.example.CoCountProvider;
import java.lang.reflect.Method;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract must fail, in the test that is meant for it, for each mistake that a model's author can make. */
class BrokenModelsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "answersInOrderToRandomRequests",
        "trainsTheSameBytesAtAnyNumberOfThreads",
        "answersTheSameFromAFile",
        "answersTheSameFromManyThreads",
        "contributionsAddUpToTheScore",
        "answersTheSameInWhateverOrderTheCartWasFilled",
        "modelSaysWhereItComesFrom"
      })
  void findsNothingWrongWithTheModelBeforeItIsBroken(String test) {
    assertThat(failures(NotBroken.class, test)).isZero();
  }

  @Test
  void findsScoresThatAreNotFinite() {
    assertThat(failures(NotFinite.class, "answersInOrderToRandomRequests")).isPositive();
  }

  @Test
  void findsTrainingThatDependsOnTheThreads() {
    assertThat(failures(ThreadsMatter.class, "trainsTheSameBytesAtAnyNumberOfThreads"))
        .isPositive();
  }

  @Test
  void findsTrainingWhoseThreadsShareState() {
    assertThat(failures(SharedRow.class, "trainsTheSameBytesAtAnyNumberOfThreads"))
        .isEqualTo(1);
  }

  @Test
  void findsAModelThatIsNotReadAsItWasSaved() {
    assertThat(failures(LossyFile.class, "answersTheSameFromAFile")).isPositive();
  }

  @Test
  void findsStateThatRequestsShare() {
    assertThat(failures(SharedState.class, "answersTheSameFromManyThreads")).isPositive();
  }

  @Test
  void findsContributionsThatDoNotAddUp() {
    assertThat(failures(WrongReasons.class, "contributionsAddUpToTheScore")).isPositive();
    assertThat(failures(ReasonsOfOthers.class, "contributionsAddUpToTheScore")).isPositive();
  }

  @Test
  void findsASetModelThatMindsTheOrderOfTheCart() {
    assertThat(failures(OrderMatters.class, "answersTheSameInWhateverOrderTheCartWasFilled"))
        .isPositive();
  }

  @Test
  void letsASequenceModelMindTheOrderOfTheCart() {
    assertThat(failures(OrderMayMatter.class, "answersTheSameInWhateverOrderTheCartWasFilled"))
        .isZero();
  }

  @Test
  void findsAConfigThatIsMissingInTheModel() {
    assertThat(failures(NoProvenance.class, "modelSaysWhereItComesFrom")).isPositive();
  }

  @Test
  void findsAReaderThatFailsWithoutAModelFormatException() {
    assertThat(failures(CarelessReader.class, "answersTheSameFromAFile")).isPositive();
  }

  /** How many runs of one test of the contract fail. */
  private static long failures(Class<? extends RecommenderContract> contract, String test) {
    Method method = Arrays.stream(RecommenderContract.class.getDeclaredMethods())
        .filter(candidate -> candidate.getName().equals(test))
        .findFirst()
        .orElseThrow();
    Events tests = EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(contract, method))
        .execute()
        .testEvents();
    assertThat(tests.finished().count()).as("runs of %s", test).isPositive();
    return tests.failed().count();
  }

  static class NotBroken extends RecommenderContract {
    @Override
    protected ModelProvider<?> provider() {
      return new Broken() {};
    }
  }

  static class NotFinite extends RecommenderContract {
    @Override
    protected ModelProvider<?> provider() {
      return new Broken() {
        @Override
        void score(CoCountModel model, Query query, ScoreAccumulator into) {
          into.add(0, Double.NaN);
        }
      };
    }
  }

  static class ThreadsMatter extends RecommenderContract {
    @Override
    protected ModelProvider<?> provider() {
      return new Broken() {
        @Override
        CoCountModel train(Dataset data, ModelBase base, TrainingOptions options) {
          return scaled(super.train(data, base, options), 1 + options.threads());
        }
      };
    }
  }

  /**
   * Trains in blocks of items, as trainers do, but all threads use one row. Each waits in its first block
   * until the others have written to the row too, so that what goes wrong always does.
   */
  static class SharedRow extends RecommenderContract {
    private static final int BLOCK = 256;

    @Override
    protected ModelProvider<?> provider() {
      return new Broken() {
        @Override
        CoCountModel train(Dataset data, ModelBase base, TrainingOptions options) {
          FloatBuffer right = counts(super.train(data, base, options));
          int size = data.items().size();
          float[] counts = new float[size * size];
          float[] shared = new float[size];
          Phaser written = new Phaser(Math.min(options.threads(), (size + BLOCK - 1) / BLOCK));
          Parallel.forBlocks(options.threads(), size, BLOCK, () -> (from, to) -> {
            for (int item = from; item < to; item++) {
              right.get(item * size, shared);
              if (written.getPhase() == 0) {
                written.arriveAndAwaitAdvance();
              }
              System.arraycopy(shared, 0, counts, item * size, size);
            }
          });
          return new CoCountModel(base, Tensor.of(counts));
        }
      };
    }
  }

  static class LossyFile extends RecommenderContract {
    @Override
    protected ModelProvider<?> provider() {
      return new Broken() {
        @Override
        CoCountModel readCounts(ModelFile file) throws ModelFormatException {
          return scaled(super.readCounts(file), 0.999f);
        }
      };
    }
  }

  static class SharedState extends RecommenderContract {
    @Override
    protected ModelProvider<?> provider() {
      return new Broken() {
        private final Query[] shared = new Query[1];

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // a yield is what makes the race likely
        void score(CoCountModel model, Query query, ScoreAccumulator into) {
          shared[0] = query;
          Thread.yield();
          super.score(model, shared[0], into);
        }
      };
    }
  }

  static class WrongReasons extends RecommenderContract {
    @Override
    protected ModelProvider<?> provider() {
      return new Broken() {
        @Override
        List<Contributions> explain(CoCountModel model, Query query, int... items) {
          List<Contributions> contributions = super.explain(model, query, items);
          for (Contributions one : contributions) {
            if (one.items().length > 0) {
              one.items()[0] *= 2;
            }
          }
          return contributions;
        }
      };
    }
  }

  static class ReasonsOfOthers extends RecommenderContract {
    @Override
    protected ModelProvider<?> provider() {
      return new Broken() {
        @Override
        List<Contributions> explain(CoCountModel model, Query query, int... items) {
          return super.explain(model, query, items).stream()
              .map(one -> new Contributions(one.items(), Map.of("items", (double) items.length)))
              .toList();
        }
      };
    }
  }

  static class OrderMatters extends RecommenderContract {
    @Override
    protected ModelProvider<?> provider() {
      return new Broken() {
        @Override
        void score(CoCountModel model, Query query, ScoreAccumulator into) {
          super.score(model, query, into);
          if (query.sequence().length > 0) {
            into.add(query.sequence()[0] == 0 ? 1 : query.sequence()[0] - 1, 100);
          }
        }
      };
    }
  }

  static class OrderMayMatter extends OrderMatters {
    @Override
    protected boolean ordered() {
      return true;
    }
  }

  static class NoProvenance extends RecommenderContract {
    @Override
    protected ModelProvider<?> provider() {
      return new Broken() {
        @Override
        CoCountModel train(Dataset data, ModelBase base, TrainingOptions options) {
          return super.train(data, ModelBase.of(data, name(), Map.of()), options);
        }
      };
    }
  }

  static class CarelessReader extends RecommenderContract {
    @Override
    protected ModelProvider<?> provider() {
      return new Broken() {
        @Override
        CoCountModel readCounts(ModelFile file) {
          throw new IllegalStateException("cannot read");
        }
      };
    }
  }

  /** The model of the example, with a place to break each of its parts. */
  private abstract static class Broken implements ModelProvider<CoCountProvider.Config> {

    private final CoCountProvider good = new CoCountProvider();

    @SuppressWarnings("UnusedVariable") // the options are for a model that overrides this
    CoCountModel train(Dataset data, ModelBase base, TrainingOptions options) {
      return CoCountModel.train(data, base);
    }

    CoCountModel readCounts(ModelFile file) throws ModelFormatException {
      return good.read(file, parameters().defaults());
    }

    void score(CoCountModel model, Query query, ScoreAccumulator into) {
      model.score(query, into);
    }

    List<Contributions> explain(CoCountModel model, Query query, int... items) {
      return model.explain(query, items);
    }

    static FloatBuffer counts(CoCountModel model) {
      return model.tensors().values().iterator().next().floats();
    }

    static CoCountModel scaled(CoCountModel model, float factor) {
      FloatBuffer counts = counts(model);
      float[] scaled = new float[counts.capacity()];
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = counts.get(i) * factor;
      }
      return new CoCountModel(model.base(), Tensor.of(scaled));
    }

    @Override
    public String name() {
      return good.name();
    }

    @Override
    public String summary() {
      return good.summary();
    }

    @Override
    public Parameters<CoCountProvider.Config> parameters() {
      return good.parameters();
    }

    @Override
    public Trainer<? extends Model> trainer(CoCountProvider.Config config) {
      return (data, options) -> new Wrapped(
          train(data, ModelBase.of(data, name(), parameters().format(config)), options));
    }

    @Override
    public Model read(ModelFile file, CoCountProvider.Config config) throws ModelFormatException {
      return new Wrapped(readCounts(file));
    }

    private final class Wrapped implements Model, Explainer {
      private final CoCountModel model;

      Wrapped(CoCountModel model) {
        this.model = model;
      }

      @Override
      public ModelBase base() {
        return model.base();
      }

      @Override
      public Map<String, Tensor> tensors() {
        return model.tensors();
      }

      @Override
      public void score(Query query, ScoreAccumulator into) {
        Broken.this.score(model, query, into);
      }

      @Override
      public List<Contributions> explain(Query query, int... items) {
        return Broken.this.explain(model, query, items);
      }
    }
  }
}
