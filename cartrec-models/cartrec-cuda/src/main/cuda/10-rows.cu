// Copies, sums and bends of rows.

extern "C" __global__ void clear_matrix(View into) {
  FOR_EACH(into) {
    row_of(into, row)[column] = 0;
  }
}

extern "C" __global__ void copy_matrix(View from, View into) {
  FOR_EACH(into) {
    row_of(into, row)[column] = row_of(from, row)[column];
  }
}

extern "C" __global__ void add_matrix(View from, View into) {
  FOR_EACH(into) {
    row_of(into, row)[column] += row_of(from, row)[column];
  }
}

extern "C" __global__ void add_row(View from, View into) {
  FOR_EACH(into) {
    row_of(into, row)[column] += from.data[column];
  }
}

extern "C" __global__ void relu(View matrix) {
  FOR_EACH(matrix) {
    float* number = row_of(matrix, row) + column;
    *number = *number > 0 ? *number : *number != *number ? *number : 0;
  }
}

extern "C" __global__ void relu_backward(View output, View gradient) {
  FOR_EACH(gradient) {
    if (row_of(output, row)[column] <= 0) {
      row_of(gradient, row)[column] = 0;
    }
  }
}

extern "C" __global__ void bend_tanh(View matrix) {
  FOR_EACH(matrix) {
    row_of(matrix, row)[column] = tanhf(row_of(matrix, row)[column]);
  }
}

extern "C" __global__ void tanh_backward(View output, View gradient) {
  FOR_EACH(gradient) {
    float y = row_of(output, row)[column];
    row_of(gradient, row)[column] *= 1 - y * y;
  }
}

// Drops the same numbers as the CPU does.
extern "C" __global__ void dropout(View matrix, int bar, float scale, u64 seed) {
  FOR_EACH(matrix) {
    u32 of_row = (u32)(mix(seed, (u64)row) >> 32);
    float* number = row_of(matrix, row) + column;
    *number = (int)mix(of_row + (u32)column) < bar ? 0 : *number * scale;
  }
}

extern "C" __global__ void gather(View table, const int* rows, View into) {
  FOR_EACH(into) {
    row_of(into, row)[column] = row_of(table, rows[row])[column];
  }
}

// into[i] = sum of weights[k] table[rows[k]]; without weights they are 1.
extern "C" __global__ void gather_sums(
    View table, const int* begin, const int* rows, const float* weights, View into) {
  FOR_EACH(into) {
    float sum = 0;
    for (int k = begin[row]; k < begin[row + 1]; k++) {
      sum = fmaf(weights[k], row_of(table, rows[k])[column], sum);
    }
    row_of(into, row)[column] = sum;
  }
}

// table[targets[i]] += sum of weights[k] from[sources[k]]: what goes to one row stands side by side, in
// the order in which it is to be added.
extern "C" __global__ void scatter_sums(
    View from, const int* targets, const int* begin, const int* sources, const float* weights,
    int count, View table) {
  View touched = {table.data, table.stride, count, table.columns};
  FOR_EACH(touched) {
    float* sum = row_of(table, targets[row]) + column;
    float now = *sum;
    for (int k = begin[row]; k < begin[row + 1]; k++) {
      now = fmaf(weights[k], row_of(from, sources[k])[column], now);
    }
    *sum = now;
  }
}

// A block takes 32 columns; each of its 8 lines of threads every 8th row.
#define LINES 8

extern "C" __global__ void sum_rows(View matrix, View into) {
  __shared__ float room[LINES][32];
  int column = blockIdx.x * 32 + threadIdx.x;
  float sum = 0;
  if (column < matrix.columns) {
    for (int row = threadIdx.y; row < matrix.rows; row += LINES) {
      sum += row_of(matrix, row)[column];
    }
  }
  room[threadIdx.y][threadIdx.x] = sum;
  __syncthreads();
  if (threadIdx.y == 0 && column < matrix.columns) {
    for (int line = 1; line < LINES; line++) {
      sum += room[line][threadIdx.x];
    }
    into.data[column] = sum;
  }
}

// The sums over the rows of the products of two matrices.
extern "C" __global__ void sum_products(View a, View b, View into) {
  __shared__ float room[LINES][32];
  int column = blockIdx.x * 32 + threadIdx.x;
  float sum = 0;
  if (column < a.columns) {
    for (int row = threadIdx.y; row < a.rows; row += LINES) {
      sum = fmaf(row_of(a, row)[column], row_of(b, row)[column], sum);
    }
  }
  room[threadIdx.y][threadIdx.x] = sum;
  __syncthreads();
  if (threadIdx.y == 0 && column < a.columns) {
    for (int line = 1; line < LINES; line++) {
      sum += room[line][threadIdx.x];
    }
    into.data[column] = sum;
  }
}

// What a causal convolution sees: row_at[row] is the step t of a row, begin[t] the first row of a step.
extern "C" __global__ void unfold(
    const int* step_of, const int* begin, int taps, int distance, View from, View into) {
  FOR_EACH(into) {
    int tap = (int)column / from.columns;
    int t = step_of[row];
    int before = t - tap * distance;
    int sequence = (int)row - begin[t];
    row_of(into, row)[column] =
        before < 0 ? 0 : row_of(from, begin[before] + sequence)[column - tap * from.columns];
  }
}

extern "C" __global__ void unfold_backward(
    const int* step_of, const int* begin, int steps, int taps, int distance, View gradient,
    View into) {
  FOR_EACH(into) {
    int t = step_of[row];
    int sequence = (int)row - begin[t];
    float sum = 0;
    for (int tap = taps - 1; tap >= 0; tap--) {
      int after = t + tap * distance;
      if (after < steps && sequence < begin[after + 1] - begin[after]) {
        sum += row_of(gradient, begin[after] + sequence)[tap * into.columns + column];
      }
    }
    row_of(into, row)[column] = sum;
  }
}
