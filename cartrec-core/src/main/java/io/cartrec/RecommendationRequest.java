package io.cartrec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One question to a {@link Recommender}: the cart and whatever else is known. Start with {@link
 * #of(Cart)} and add what you have; every method returns a changed copy. Immutable and thread-safe,
 * as far as the given profile and filters are.
 *
 * @param cart what the shopper holds
 * @param user who asks, if known
 * @param session the session's events so far, oldest first
 * @param limit how many items at most, {@code >= 0}; 0 gives an empty answer, more than the catalogue
 *     holds gives every candidate
 * @param repeats which items may come back
 * @param excluded items that must not be answered
 * @param candidates the only items that may be answered; empty when all may
 * @param filters what every answer satisfies. Filters are asked before the list is cut, so the list
 *     stays full, on the calling thread and about items that would enter the list or fill it up
 * @param time the moment of the request, for models that look at the clock
 * @param explained whether a reason is wanted for every item
 * @param filled whether a short list is filled up with the most popular items
 */
public record RecommendationRequest(
    Cart cart,
    Optional<UserProfile> user,
    List<Event> session,
    int limit,
    RepeatPolicy repeats,
    Set<String> excluded,
    Optional<Set<String>> candidates,
    List<Predicate<? super ItemFeatures>> filters,
    Optional<Instant> time,
    boolean explained,
    boolean filled) {

  /** How many items a request asks for unless it says otherwise. */
  public static final int DEFAULT_LIMIT = 10;

  public RecommendationRequest {
    Objects.requireNonNull(cart, "cart");
    Objects.requireNonNull(user, "user");
    session = List.copyOf(session);
    if (limit < 0) {
      throw new IllegalArgumentException("limit must be >= 0 but was " + limit);
    }
    Objects.requireNonNull(repeats, "repeats");
    excluded = Set.copyOf(excluded);
    candidates = candidates.map(Set::copyOf);
    filters = List.copyOf(filters);
    Objects.requireNonNull(time, "time");
  }

  /** {@value #DEFAULT_LIMIT} items for {@code cart}, none of them in it, filled up from the most popular. */
  public static RecommendationRequest of(Cart cart) {
    return new RecommendationRequest(
        cart,
        Optional.empty(),
        List.of(),
        DEFAULT_LIMIT,
        RepeatPolicy.EXCLUDE_CART,
        Set.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        true);
  }

  /** This request for a known user. */
  public RecommendationRequest forUser(UserProfile profile) {
    return new RecommendationRequest(
        cart,
        Optional.of(profile),
        session,
        limit,
        repeats,
        excluded,
        candidates,
        filters,
        time,
        explained,
        filled);
  }

  /** This request with the session's events so far, oldest first. */
  public RecommendationRequest session(List<Event> events) {
    return new RecommendationRequest(
        cart, user, events, limit, repeats, excluded, candidates, filters, time, explained, filled);
  }

  /** This request for at most {@code items} items. */
  public RecommendationRequest limit(int items) {
    return new RecommendationRequest(
        cart,
        user,
        session,
        items,
        repeats,
        excluded,
        candidates,
        filters,
        time,
        explained,
        filled);
  }

  /** This request under another repeat policy; the default is {@link RepeatPolicy#EXCLUDE_CART}. */
  public RecommendationRequest repeats(RepeatPolicy policy) {
    return new RecommendationRequest(
        cart, user, session, limit, policy, excluded, candidates, filters, time, explained, filled);
  }

  /** This request without {@code itemIds}, beside those excluded before. */
  public RecommendationRequest excluding(String... itemIds) {
    return excluding(List.of(itemIds));
  }

  /** This request without {@code itemIds}, beside those excluded before. */
  public RecommendationRequest excluding(Collection<String> itemIds) {
    Set<String> all = new HashSet<>(excluded);
    all.addAll(itemIds);
    return new RecommendationRequest(
        cart, user, session, limit, repeats, all, candidates, filters, time, explained, filled);
  }

  /** This request with answers from {@code itemIds} only: ranks a list that the shop brings. */
  public RecommendationRequest among(Collection<String> itemIds) {
    return new RecommendationRequest(
        cart,
        user,
        session,
        limit,
        repeats,
        excluded,
        Optional.of(Set.copyOf(itemIds)),
        filters,
        time,
        explained,
        filled);
  }

  /** This request with answers that satisfy {@code filter}, beside the filters set before. */
  public RecommendationRequest where(Predicate<? super ItemFeatures> filter) {
    List<Predicate<? super ItemFeatures>> all = new ArrayList<>(filters);
    all.add(filter);
    return new RecommendationRequest(
        cart, user, session, limit, repeats, excluded, candidates, all, time, explained, filled);
  }

  /** This request as of {@code moment}. */
  public RecommendationRequest at(Instant moment) {
    return new RecommendationRequest(
        cart,
        user,
        session,
        limit,
        repeats,
        excluded,
        candidates,
        filters,
        Optional.of(moment),
        explained,
        filled);
  }

  /** This request with a reason for every recommended item. */
  public RecommendationRequest withReasons() {
    return new RecommendationRequest(
        cart, user, session, limit, repeats, excluded, candidates, filters, time, true, filled);
  }

  /** This request without the fill: only items that the model has something to say about. */
  public RecommendationRequest unfilled() {
    return new RecommendationRequest(
        cart, user, session, limit, repeats, excluded, candidates, filters, time, explained, false);
  }
}
