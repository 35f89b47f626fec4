package io.cartrec.eval;

import io.cartrec.data.Dataset;

/**
 * One training set and the questions asked of models trained on it. Trials that share a training set
 * share the instance, so that it is trained on once.
 *
 * @param train what models learn from, with at least one event, and some that name a session or user
 * @param cases the questions, at least one
 * @param judge what makes numbers of the answers
 */
record Trial(Dataset train, Cases cases, Judge judge) {

  Trial {
    if (train.sessionIds().size() == 0 && train.users().size() == 0) {
      throw new IllegalArgumentException(
          "the train part leaves nothing to learn from under these options: no event of a session or user; check its columns (session, user, event)");
    }
    if (cases.size() == 0) {
      throw new IllegalArgumentException(
          "the test part asks no question under these options; check that its columns (session, user, rating, event) are those the task reads");
    }
  }
}
