/** A model of a few lines, and the contract it passes: an example of how a model is tested. */
@NullMarked
package io.cartrec.testkit.example;

import org.jspecify.annotations.NullMarked;
