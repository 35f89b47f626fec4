package io.cartrec.spi;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Trainer;
import io.cartrec.model.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** A set of {@link ModelProvider}s, by name. Immutable and thread-safe. */
public final class ModelProviders {

  private final Map<String, ModelProvider<?>> byName;

  private ModelProviders(Iterable<? extends ModelProvider<?>> providers) {
    byName = new TreeMap<>();
    for (ModelProvider<?> provider : providers) {
      ModelProvider<?> other = byName.putIfAbsent(provider.name(), provider);
      if (other != null) {
        throw new IllegalArgumentException("two providers are named " + provider.name() + ": "
            + other.getClass().getName() + " and " + provider.getClass().getName());
      }
    }
  }

  /**
   * Every provider on the class path or module path: those that the thread's context class loader finds,
   * and those that the class loader of this library finds.
   */
  public static ModelProviders installed() {
    Map<Class<?>, ModelProvider<?>> found = new LinkedHashMap<>();
    find(ServiceLoader.load(ModelProvider.class), found);
    find(ServiceLoader.load(ModelProvider.class, ModelProviders.class.getClassLoader()), found);
    return new ModelProviders(found.values());
  }

  @SuppressWarnings("rawtypes") // ServiceLoader knows no type arguments
  private static void find(
      ServiceLoader<ModelProvider> loader, Map<Class<?>, ModelProvider<?>> into) {
    for (ModelProvider provider : loader) {
      into.putIfAbsent(provider.getClass(), provider);
    }
  }

  /** The given providers and no others. */
  public static ModelProviders of(List<? extends ModelProvider<?>> providers) {
    return new ModelProviders(providers);
  }

  /** The providers in order of their names. */
  public Collection<ModelProvider<?>> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /**
   * The provider of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ModelProvider<?> named(String name) {
    ModelProvider<?> provider = byName.get(name);
    if (provider == null) {
      throw new IllegalArgumentException("unknown model '" + name + "'; " + known());
    }
    return provider;
  }

  /**
   * The trainer of the model {@code name} with its defaults changed by {@code parameters}.
   *
   * @throws IllegalArgumentException if the model, a parameter or a value is unknown
   */
  public Trainer<? extends Model> trainer(String name, Map<String, String> parameters) {
    return trainer(named(name), parameters);
  }

  /** Opens and fully verifies a model file. */
  public Model open(Path file) throws IOException {
    return open(file, Verification.FULL);
  }

  /**
   * Opens a model file.
   *
   * @throws ModelFormatException if it is no model, damaged, newer than this library, or of a kind that
   *     has no provider here
   */
  public Model open(Path file, Verification verification) throws IOException {
    ModelFile model = ModelFile.open(file, verification);
    String algorithm = model.base().provenance().algorithm();
    ModelProvider<?> provider = byName.get(algorithm);
    if (provider == null) {
      throw new ModelFormatException(
          file,
          "header",
          "holds a model '" + algorithm + "' that no module here reads; " + known());
    }
    return read(provider, model);
  }

  private static <C> Trainer<? extends Model> trainer(
      ModelProvider<C> provider, Map<String, String> parameters) {
    return provider.trainer(provider.parameters().parse(parameters));
  }

  private static <C> Model read(ModelProvider<C> provider, ModelFile model) throws IOException {
    C config;
    try {
      config = provider.parameters().parse(model.base().provenance().config());
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(model.file(), "config", e);
    }
    return provider.read(model, config);
  }

  private String known() {
    return byName.isEmpty()
        ? "no module with models is on the class path"
        : "there are: " + String.join(", ", byName.keySet());
  }
}
