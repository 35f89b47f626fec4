// The product of matrices: a tile of the result a block, a square of it a thread, terms from shared memory.

#define DEPTH 16   // terms at a time
#define SIDE 16    // threads of a block each way

// One number of op(a); 0 outside.
__device__ __forceinline__ float term(View a, int transpose, int row, int column, int rows, int columns) {
  if (row >= rows || column >= columns) {
    return 0;
  }
  return transpose ? row_of(a, column)[row] : row_of(a, row)[column];
}

// Fills a tile of op(a), DEPTH x TILE, so that threads side by side read what lies side by side.
template <int TILE, bool ALONG>
__device__ __forceinline__ void load(
    float (*tile)[TILE + 4], View a, int transpose, int from, int term_from, int count, int terms) {
  int thread = threadIdx.y * SIDE + threadIdx.x;
  for (int at = thread; at < TILE * DEPTH; at += SIDE * SIDE) {
    int i = ALONG ? at / DEPTH : at % TILE;
    int k = ALONG ? at % DEPTH : at / TILE;
    tile[k][i] = term(a, transpose, from + i, term_from + k, count, terms);
  }
}

template <int EACH>
__device__ __forceinline__ void multiply(
    float alpha, View a, int transpose_a, View b, int transpose_b, float beta, View into) {
  const int TILE = SIDE * EACH;
  __shared__ float left[DEPTH][TILE + 4];
  __shared__ float right[DEPTH][TILE + 4];
  int row_from = blockIdx.y * TILE;
  int column_from = blockIdx.x * TILE;
  int terms = transpose_a ? a.rows : a.columns;
  float sums[EACH][EACH];
#pragma unroll
  for (int i = 0; i < EACH; i++) {
#pragma unroll
    for (int j = 0; j < EACH; j++) {
      sums[i][j] = 0;
    }
  }
  for (int from = 0; from < terms; from += DEPTH) {
    if (transpose_a) {
      load<TILE, false>(left, a, 1, row_from, from, into.rows, terms);
    } else {
      load<TILE, true>(left, a, 0, row_from, from, into.rows, terms);
    }
    // rows of op(b) are terms: seen as its transpose, columns come first
    if (transpose_b) {
      load<TILE, true>(right, b, 0, column_from, from, into.columns, terms);
    } else {
      load<TILE, false>(right, b, 1, column_from, from, into.columns, terms);
    }
    __syncthreads();
#pragma unroll
    for (int k = 0; k < DEPTH; k++) {
      float l[EACH];
      float r[EACH];
#pragma unroll
      for (int i = 0; i < EACH; i++) {
        l[i] = left[k][i * SIDE + threadIdx.y];
        r[i] = right[k][i * SIDE + threadIdx.x];
      }
#pragma unroll
      for (int i = 0; i < EACH; i++) {
#pragma unroll
        for (int j = 0; j < EACH; j++) {
          sums[i][j] = fmaf(l[i], r[j], sums[i][j]);
        }
      }
    }
    __syncthreads();
  }
#pragma unroll
  for (int i = 0; i < EACH; i++) {
    int row = row_from + i * SIDE + threadIdx.y;
#pragma unroll
    for (int j = 0; j < EACH; j++) {
      int column = column_from + j * SIDE + threadIdx.x;
      if (row < into.rows && column < into.columns) {
        float* number = row_of(into, row) + column;
        *number = beta == 0 ? alpha * sums[i][j] : fmaf(alpha, sums[i][j], beta * *number);
      }
    }
  }
}

extern "C" __global__ void __launch_bounds__(256) multiply_small(
    float alpha, View a, int transpose_a, View b, int transpose_b, float beta, View into) {
  multiply<2>(alpha, a, transpose_a, b, transpose_b, beta, into);
}

extern "C" __global__ void __launch_bounds__(256) multiply_large(
    float alpha, View a, int transpose_a, View b, int transpose_b, float beta, View into) {
  multiply<8>(alpha, a, transpose_a, b, transpose_b, beta, into);
}
