/**
 * How a model is plugged in: a {@link io.cartrec.spi.ModelProvider} names it, describes the parameters
 * of its configuration, trains it and reads it back. {@link io.cartrec.spi.ModelProviders} finds
 * providers by {@link java.util.ServiceLoader}, or takes those it is handed.
 */
@NullMarked
package io.cartrec.spi;

import org.jspecify.annotations.NullMarked;
