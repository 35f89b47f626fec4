package io.cartrec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void bytesAreLittleEndian() {
    byte[] bytes = new byte[8];
    Tensor.of(1, -2).buffer().get(bytes);
    assertThat(bytes).containsExactly(1, 0, 0, 0, -2, -1, -1, -1);
    assertThat(Tensor.of(1f).buffer().getInt(0)).isEqualTo(Float.floatToIntBits(1));
  }

  @Test
  void keepsWhatItIsMadeOf() {
    int[] values = {3, 4};
    Tensor tensor = Tensor.of(values);
    values[0] = 9;
    assertThat(tensor.ints().get(0)).isEqualTo(3);
    assertThat(tensor.length()).isEqualTo(2);
    assertThat(tensor.type()).isEqualTo(Tensor.Type.I32);
    assertThat(Tensor.of(0.5f, 2).floats().get(1)).isEqualTo(2);
    assertThat(Tensor.of(new float[0]).length()).isZero();
  }

  @Test
  void givesCopies() {
    Tensor tensor = Tensor.of(1, 2);
    tensor.toInts()[0] = 9;
    assertThat(tensor.toInts()).containsExactly(1, 2);
    assertThat(Tensor.of(0.5f, 2).toFloats()).containsExactly(0.5f, 2);
    assertThatIllegalStateException()
        .isThrownBy(tensor::toFloats)
        .withMessage("the tensor holds I32, not F32");
  }

  @Test
  void everyViewIsReadOnly() {
    Tensor tensor = Tensor.of(1, 2, 3);
    assertThat(tensor.buffer().isReadOnly()).isTrue();
    assertThat(tensor.ints().isReadOnly()).isTrue();
    assertThat(Tensor.of(1f).floats().isReadOnly()).isTrue();
  }

  @Test
  void everyViewHasAPositionOfItsOwn() {
    Tensor tensor = Tensor.of(1, 2, 3);
    tensor.ints().get();
    tensor.buffer().get();
    assertThat(tensor.ints().position()).isZero();
    assertThat(tensor.buffer().position()).isZero();
    assertThat(tensor.buffer().remaining()).isEqualTo(12);
  }

  @Test
  void takesTheRestOfABuffer() {
    ByteBuffer bytes =
        ByteBuffer.wrap(new byte[] {9, 9, 5, 0, 0, 0, 6}).position(2).limit(6);
    assertThat(Tensor.of(Tensor.Type.I32, bytes).ints().get(0)).isEqualTo(5);
    assertThat(Tensor.of(Tensor.Type.U8, bytes).length()).isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.of(Tensor.Type.F32, ByteBuffer.allocate(6)))
        .withMessage("a tensor of F32 must have a multiple of 4 bytes but has 6");
  }

  @Test
  void refusesTheWrongView() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Tensor.of(1).floats())
        .withMessage("the tensor holds I32, not F32");
    assertThatIllegalStateException()
        .isThrownBy(() -> Tensor.of(1f).ints())
        .withMessage("the tensor holds F32, not I32");
  }

  @Test
  void refusesLengthsThatNoArrayHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.floats(1 << 29, into -> {}))
        .withMessage("a tensor must have less than 2 GiB but would have 2147483648 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.ints(-1, into -> {}))
        .withMessage("length must be >= 0 but was -1");
  }
}
