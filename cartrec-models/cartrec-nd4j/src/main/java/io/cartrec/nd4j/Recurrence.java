package io.cartrec.nd4j;

import io.cartrec.neural.kernel.Cell;
import io.cartrec.neural.kernel.Steps;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A cell over the steps of a batch, all sequences of a step at once. */
record Recurrence(
    Cell cell,
    Steps steps,
    INDArray weights,
    Nd4jMatrix gates,
    Nd4jMatrix memory,
    Nd4jMatrix state) {

  void forward(INDArray bias) {
    for (int t = 0; t < steps.count(); t++) {
      Nd4jMatrix now = now(gates, t);
      if (t > 0) {
        INDArray reached = Nd4jMatrix.array(cell.state(now));
        reached.addi(before(state, t).mmul(weights));
      }
      now.array().addiRowVector(bias);
      forward(t, now);
    }
  }

  private void forward(int t, Nd4jMatrix gate) {
    INDArray h = before(state, t);
    INDArray out = now(state, t).array();
    switch (cell) {
      case GRU -> {
        INDArray z = sigmoid(block(gate, 1));
        INDArray r = sigmoid(block(gate, 2));
        INDArray n = block(gate, 0);
        n.addi(r.mul(block(gate, 3)));
        tanh(n);
        out.assign(n.add(z.mul(h.sub(n))));
      }
      case LSTM -> {
        INDArray i = sigmoid(block(gate, 0));
        INDArray f = sigmoid(block(gate, 1));
        INDArray o = sigmoid(block(gate, 2));
        INDArray g = tanh(block(gate, 3));
        INDArray c = f.mul(before(memory, 0, t)).addi(i.mul(g));
        keep(t, 0, c);
        keep(t, 1, Transforms.tanh(c, true));
        out.assign(o.mul(memory(t, 1)));
      }
      case COUPLED -> {
        INDArray i = sigmoid(block(gate, 0));
        INDArray o = sigmoid(block(gate, 1));
        INDArray g = tanh(block(gate, 2));
        out.assign(h.add(i.mul(g.sub(h))));
        INDArray bent = Transforms.tanh(out, true);
        keep(t, 0, o.mul(bent));
        keep(t, 1, bent);
      }
      case RNN -> {
        out.assign(sigmoid(block(gate, 0)));
        keep(t, 0, Transforms.tanh(out, true));
      }
    }
  }

  void backward(Nd4jMatrix gradient) {
    INDArray carried = Nd4j.zerosLike(gradient.array()); // of the memory
    for (int t = steps.count() - 1; t >= 0; t--) {
      Nd4jMatrix now = now(gates, t);
      INDArray slope = now(gradient, t).array();
      outputBackward(t, now, slope);
    }
    for (int t = steps.count() - 1; t >= 0; t--) {
      Nd4jMatrix now = now(gates, t);
      INDArray slope = now(gradient, t).array();
      INDArray past = backward(t, now, slope, carried);
      if (t > 0) {
        INDArray earlier = beforeRows(gradient, t).array();
        earlier.addi(past);
        earlier.addi(Nd4jMatrix.array(cell.state(now)).mmul(weights.transpose()));
      }
    }
  }

  private void outputBackward(int t, Nd4jMatrix gate, INDArray slope) {
    if (cell == Cell.COUPLED) {
      INDArray o = block(gate, 1);
      INDArray bent = memory(t, 1);
      INDArray ofGate = slope.mul(bent).muli(o).muli(o.rsub(1));
      slope.muli(o).muli(bent.mul(bent).rsubi(1));
      o.assign(ofGate);
    } else if (cell == Cell.RNN) {
      INDArray output = memory(t, 0);
      slope.muli(output.mul(output).rsubi(1));
    }
  }

  /** One step back; gives what reaches the state before past the gates. */
  private INDArray backward(int t, Nd4jMatrix gate, INDArray d, INDArray carried) {
    INDArray h = before(state, t);
    switch (cell) {
      case GRU -> {
        INDArray n = block(gate, 0).dup();
        INDArray z = block(gate, 1).dup();
        INDArray r = block(gate, 2).dup();
        INDArray m = block(gate, 3).dup();
        INDArray dn = d.mul(z.rsub(1)).muli(n.mul(n).rsubi(1));
        block(gate, 0).assign(dn);
        block(gate, 1).assign(d.mul(h.sub(n)).muli(z).muli(z.rsub(1)));
        block(gate, 2).assign(dn.mul(m).muli(r).muli(r.rsub(1)));
        block(gate, 3).assign(dn.mul(r));
        return d.mul(z);
      }
      case LSTM -> {
        INDArray i = block(gate, 0).dup();
        INDArray f = block(gate, 1).dup();
        INDArray o = block(gate, 2).dup();
        INDArray g = block(gate, 3).dup();
        INDArray bent = memory(t, 1);
        INDArray dc = d.mul(o).muli(bent.mul(bent).rsubi(1));
        int later = steps.active(t + 1);
        if (later > 0) {
          rows(dc, later).addi(rows(carried, later));
        }
        block(gate, 0).assign(dc.mul(g).muli(i).muli(i.rsub(1)));
        block(gate, 1).assign(dc.mul(before(memory, 0, t)).muli(f).muli(f.rsub(1)));
        block(gate, 2).assign(d.mul(bent).muli(o).muli(o.rsub(1)));
        block(gate, 3).assign(dc.mul(i).muli(g.mul(g).rsubi(1)));
        rows(carried, steps.active(t)).assign(dc.mul(f));
        return Nd4j.zerosLike(d);
      }
      case COUPLED -> {
        INDArray i = block(gate, 0).dup();
        INDArray g = block(gate, 2).dup();
        block(gate, 0).assign(d.mul(g.sub(h)).muli(i).muli(i.rsub(1)));
        block(gate, 2).assign(d.mul(i).muli(g.mul(g).rsubi(1)));
        return d.mul(i.rsub(1));
      }
      case RNN -> {
        INDArray a = block(gate, 0);
        a.assign(d.mul(a).muli(a.rsub(1)));
        return Nd4j.zerosLike(d);
      }
    }
    throw new IllegalStateException("no such cell: " + cell);
  }

  private static INDArray sigmoid(INDArray block) {
    return block.assign(Transforms.sigmoid(block, true));
  }

  private static INDArray tanh(INDArray block) {
    return block.assign(Transforms.tanh(block, true));
  }

  /** A view of the gates' block {@code b}. */
  private INDArray block(Nd4jMatrix gate, int b) {
    int width = state.columns();
    return gate.columns(b * width, (b + 1) * width).array();
  }

  private INDArray memory(int t, int block) {
    return block(now(memory, t), block);
  }

  private void keep(int t, int block, INDArray numbers) {
    memory(t, block).assign(numbers);
  }

  private static INDArray rows(INDArray array, int count) {
    return Nd4jMatrix.around(array).rows(0, count).array();
  }

  private Nd4jMatrix now(Nd4jMatrix matrix, int t) {
    return matrix.rows(steps.row(t, 0), steps.row(t, steps.active(t)));
  }

  private Nd4jMatrix beforeRows(Nd4jMatrix matrix, int t) {
    return matrix.rows(steps.row(t - 1, 0), steps.row(t - 1, steps.active(t)));
  }

  /** The states before step {@code t}. */
  private INDArray before(Nd4jMatrix matrix, int t) {
    return t == 0
        ? Nd4j.zerosLike(now(matrix, t).array())
        : beforeRows(matrix, t).array();
  }

  /** A block of the memory before step {@code t}. */
  private INDArray before(Nd4jMatrix matrix, int block, int t) {
    return t == 0 ? Nd4j.zerosLike(now(state, t).array()) : block(beforeRows(matrix, t), block);
  }
}
