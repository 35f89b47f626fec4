// The product of matrices by tensor cores: numbers are rounded to tf32 (10 bits behind the point), sums
// are float32. Compute capability 8.0 and up.

#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 800

#define PAD 8       // so that the lanes of a warp read from different banks
#define BIG 128     // side of a block's tile; of its 8 warps, each has 32 x 64 of it

#ifdef STAND_IN
static void multiply_warp(float (&c)[4], const u32 (&a)[4], const u32 (&b)[2]);
static u32 rounded(float x);
#else
// c += a b, of 16 x 8 and 8 x 8 numbers that the lanes of a warp hold together.
__device__ __forceinline__ void multiply_warp(float (&c)[4], const u32 (&a)[4], const u32 (&b)[2]) {
  asm volatile(
      "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 "
      "{%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
      : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
      : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
}

__device__ __forceinline__ u32 rounded(float x) {
  u32 bits;
  asm("cvt.rna.tf32.f32 %0, %1;" : "=r"(bits) : "f"(x));
  return bits;
}
#endif

template <bool ALONG>
__device__ __forceinline__ void load_rounded(
    u32 (*tile)[BIG + PAD], View a, int transpose, int from, int term_from, int count, int terms) {
  for (int at = threadIdx.x; at < BIG * DEPTH; at += 256) {
    int i = ALONG ? at / DEPTH : at % BIG;
    int k = ALONG ? at % DEPTH : at / BIG;
    tile[k][i] = rounded(term(a, transpose, from + i, term_from + k, count, terms));
  }
}

extern "C" __global__ void __launch_bounds__(256) multiply_tf32(
    float alpha, View a, int transpose_a, View b, int transpose_b, float beta, View into) {
  __shared__ u32 left[DEPTH][BIG + PAD];
  __shared__ u32 right[DEPTH][BIG + PAD];
  int row_from = blockIdx.y * BIG;
  int column_from = blockIdx.x * BIG;
  int terms = transpose_a ? a.rows : a.columns;
  int warp = threadIdx.x / 32;
  int group = threadIdx.x % 32 / 4;
  int lane = threadIdx.x % 4;
  int warp_row = warp / 2 * 32;
  int warp_column = warp % 2 * 64;
  float sums[2][8][4] = {};
  for (int from = 0; from < terms; from += DEPTH) {
    if (transpose_a) {
      load_rounded<false>(left, a, 1, row_from, from, into.rows, terms);
    } else {
      load_rounded<true>(left, a, 0, row_from, from, into.rows, terms);
    }
    if (transpose_b) {
      load_rounded<true>(right, b, 0, column_from, from, into.columns, terms);
    } else {
      load_rounded<false>(right, b, 1, column_from, from, into.columns, terms);
    }
    __syncthreads();
#pragma unroll
    for (int k = 0; k < DEPTH; k += 8) {
#pragma unroll
      for (int i = 0; i < 2; i++) {
        int row = warp_row + 16 * i + group;
        u32 l[4] = {left[k + lane][row], left[k + lane][row + 8],
                    left[k + lane + 4][row], left[k + lane + 4][row + 8]};
#pragma unroll
        for (int j = 0; j < 8; j++) {
          int column = warp_column + 8 * j + group;
          u32 r[2] = {right[k + lane][column], right[k + lane + 4][column]};
          multiply_warp(sums[i][j], l, r);
        }
      }
    }
    __syncthreads();
  }
#pragma unroll
  for (int i = 0; i < 2; i++) {
#pragma unroll
    for (int j = 0; j < 8; j++) {
#pragma unroll
      for (int at = 0; at < 4; at++) {
        int row = row_from + warp_row + 16 * i + group + at / 2 * 8;
        int column = column_from + warp_column + 8 * j + 2 * lane + at % 2;
        if (row < into.rows && column < into.columns) {
          float* number = row_of(into, row) + column;
          float sum = sums[i][j][at];
          *number = beta == 0 ? alpha * sum : fmaf(alpha, sum, beta * *number);
        }
      }
    }
  }
}

#endif
