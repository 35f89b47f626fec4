/**
 * What a known shopper buys next, from whole baskets. {@code PurchaseHistories} tells what each user
 * bought, basket by basket; a model weighs the baskets, newer ones more, and their sum is a {@code
 * UserVector}; {@code UserTable} keeps the vectors of all users and finds those near a shopper. {@code
 * gp-top} asks the shopper's history alone.
 */
@NullMarked
package io.cartrec.neighbors.nextbasket;

import org.jspecify.annotations.NullMarked;
