package io.cartrec.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Event;
import io.cartrec.EventType;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFilterTest {

  private static final Event BOUGHT = Event.of("milk")
      .byUser("ann")
      .inSession("s1")
      .at(Instant.parse("2020-01-02T00:00:00Z"))
      .times(2)
      .priced(1.5)
      .rated(4);

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          quantity>0 | true
          quantity>2 | false
          quantity>=2 | true
          quantity<2 | false
          quantity<=2 | true
          quantity=2 | true
          quantity!=2 | false
          price > 1.5 | false
          rating>=4 | true
          item=milk | true
          ITEM != milk | false
          user=ann | true
          session!=s1 | false
          event=Purchase | true
          event!=view | true
          timestamp<2020-01-02 | false
          timestamp>=1577923200 | true
          quantity>0,price>0,item!=X | true
          quantity>0,price>0,item!=milk | false
          """)
  void comparesCells(String text, boolean passes) {
    assertThat(RowFilter.parse(text).test(BOUGHT)).isEqualTo(passes);
  }

  @Test
  void absentCellsMeetOnlyUnequal() {
    Event bare = Event.of("milk", EventType.VIEW);
    assertThat(RowFilter.parse("price>0").test(bare)).isFalse();
    assertThat(RowFilter.parse("price<=0").test(bare)).isFalse();
    assertThat(RowFilter.parse("price!=0").test(bare)).isTrue();
    assertThat(RowFilter.parse("user=ann").test(bare)).isFalse();
    assertThat(RowFilter.parse("user!=ann").test(bare)).isTrue();
    assertThat(RowFilter.parse("timestamp>2000-01-01").test(bare)).isFalse();
    assertThat(RowFilter.parse("quantity=1").test(bare)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
          quantity | condition must read like quantity>0 or item!=POST but was 'quantity'
          quantity> | condition must read like quantity>0 or item!=POST but was 'quantity>'
          item=a,, | condition must read like quantity>0 or item!=POST but was ''
          cost>1 | column must be one of item, user, session, event, quantity, price, rating, timestamp but was 'cost' in 'cost>1'
          price>cheap | 'cheap' in 'price>cheap' is not a finite number
          item>a | text is compared by = or != but not by > in 'item>a'
          event=bought | 'bought' in 'event=bought'
          timestamp>noon | 'noon' in 'timestamp>noon' is no epoch seconds, epoch milliseconds or ISO-8601
          """)
  void refusesWhatItCannotReadInOneSentence(String text, String message) {
    assertThatThrownBy(() -> RowFilter.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
