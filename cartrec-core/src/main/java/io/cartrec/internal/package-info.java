/**
 * Machinery that cartrec's own modules share: argument checks, the top-N heap, parallel loops, pools of
 * working space, the product of dense matrices. Not exported, not supported, free to change. It imports
 * nothing else of cartrec.
 */
@NullMarked
package io.cartrec.internal;

import org.jspecify.annotations.NullMarked;
