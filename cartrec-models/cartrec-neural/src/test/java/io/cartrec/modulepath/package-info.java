/** A program that uses cartrec from the module path. */
@NullMarked
package io.cartrec.modulepath;

import org.jspecify.annotations.NullMarked;
