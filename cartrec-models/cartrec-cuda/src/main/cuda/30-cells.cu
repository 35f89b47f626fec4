// Recurrent cells, one step of all sequences that still run, all gates of a number in one thread. The
// blocks of the gates, and what each holds before and after, are those of io.cartrec.neural.kernel.Cell.

#define GRU 0
#define LSTM 1
#define COUPLED 2
#define RNN 3

// `before` and `memory_before` are the step before; a null pointer is all zeros.
extern "C" __global__ void cell_forward(
    int cell, const float* bias, View gates, View before, View memory_before, View memory,
    View state) {
  int w = state.columns;
  FOR_EACH(state) {
    float* gate = row_of(gates, row) + column;
    const float* shift = bias + column;
    float h = before.data ? row_of(before, row)[column] : 0;
    float* out = row_of(state, row) + column;
    if (cell == GRU) {
      float z = sigmoid(gate[w] + shift[w]);
      float r = sigmoid(gate[2 * w] + shift[2 * w]);
      float m = gate[3 * w] + shift[3 * w];
      float n = tanhf(fmaf(r, m, gate[0] + shift[0]));
      gate[0] = n;
      gate[w] = z;
      gate[2 * w] = r;
      gate[3 * w] = m;
      *out = fmaf(z, h - n, n);
    } else if (cell == LSTM) {
      float i = sigmoid(gate[0] + shift[0]);
      float f = sigmoid(gate[w] + shift[w]);
      float o = sigmoid(gate[2 * w] + shift[2 * w]);
      float g = tanhf(gate[3 * w] + shift[3 * w]);
      float c = memory_before.data ? row_of(memory_before, row)[column] : 0;
      c = fmaf(f, c, i * g);
      float bent = tanhf(c);
      gate[0] = i;
      gate[w] = f;
      gate[2 * w] = o;
      gate[3 * w] = g;
      float* kept = row_of(memory, row) + column;
      kept[0] = c;
      kept[w] = bent;
      *out = o * bent;
    } else if (cell == COUPLED) {
      float i = sigmoid(gate[0] + shift[0]);
      float o = sigmoid(gate[w] + shift[w]);
      float g = tanhf(gate[2 * w] + shift[2 * w]);
      h = fmaf(i, g - h, h);
      float bent = tanhf(h);
      gate[0] = i;
      gate[w] = o;
      gate[2 * w] = g;
      float* kept = row_of(memory, row) + column;
      kept[0] = o * bent;
      kept[w] = bent;
      *out = h;
    } else {
      h = sigmoid(gate[0] + shift[0]);
      gate[0] = h;
      row_of(memory, row)[column] = tanhf(h);
      *out = h;
    }
  }
}

// The gradient of the output becomes that of the state, for all rows of a batch at once.
extern "C" __global__ void cell_output_backward(int cell, View gates, View memory, View gradient) {
  int w = gradient.columns;
  FOR_EACH(gradient) {
    float* slope = row_of(gradient, row) + column;
    const float* kept = row_of(memory, row) + column;
    if (cell == COUPLED) {
      float* o = row_of(gates, row) + column + w;
      float bent = kept[w];
      float of_gate = *slope * bent * *o * (1 - *o);
      *slope *= *o * (1 - bent * bent);
      *o = of_gate;
    } else if (cell == RNN) {
      *slope *= 1 - kept[0] * kept[0];
    }
  }
}

// One step back. `next` is how many sequences have a step after this one: in their rows the memory holds
// its gradient. `memory_before` takes the gradient of the memory before, `gradient_before` what passes
// the gates by.
extern "C" __global__ void cell_backward(
    int cell, int next, View gates, View before, View memory_before, View memory, View gradient,
    View gradient_before) {
  int w = gradient.columns;
  FOR_EACH(gradient) {
    float* gate = row_of(gates, row) + column;
    float h = before.data ? row_of(before, row)[column] : 0;
    float d = row_of(gradient, row)[column];
    if (cell == GRU) {
      float n = gate[0];
      float z = gate[w];
      float r = gate[2 * w];
      float m = gate[3 * w];
      float dn = d * (1 - z) * (1 - n * n);
      gate[0] = dn;
      gate[w] = d * (h - n) * z * (1 - z);
      gate[2 * w] = dn * m * r * (1 - r);
      gate[3 * w] = dn * r;
      if (gradient_before.data) {
        row_of(gradient_before, row)[column] += d * z;
      }
    } else if (cell == LSTM) {
      float i = gate[0];
      float f = gate[w];
      float o = gate[2 * w];
      float g = gate[3 * w];
      const float* kept = row_of(memory, row) + column;
      float bent = kept[w];
      float dc = fmaf(d * o, 1 - bent * bent, row < next ? kept[0] : 0);
      float c = memory_before.data ? row_of(memory_before, row)[column] : 0;
      gate[0] = dc * g * i * (1 - i);
      gate[w] = dc * c * f * (1 - f);
      gate[2 * w] = d * bent * o * (1 - o);
      gate[3 * w] = dc * i * (1 - g * g);
      if (memory_before.data) {
        row_of(memory_before, row)[column] = dc * f;
      }
    } else if (cell == COUPLED) {
      float i = gate[0];
      float g = gate[2 * w];
      gate[0] = d * (g - h) * i * (1 - i);
      gate[2 * w] = d * i * (1 - g * g);
      if (gradient_before.data) {
        row_of(gradient_before, row)[column] += d * (1 - i);
      }
    } else {
      gate[0] = d * gate[0] * (1 - gate[0]);
    }
  }
}
