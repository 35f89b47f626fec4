/**
 * Recommenders whose parameters are the least-squares solution of what was observed: a system of linear
 * equations is set up from the training data, and solved in closed form or by descent.
 */
@NullMarked
package io.cartrec.leastsquares;

import org.jspecify.annotations.NullMarked;
