// What all kernels share. The files of this folder are compiled as one, in the order of their names.
//
// Matrices are float32, row by row, the rows `stride` numbers apart. Every kernel gives the same bits for
// the same arguments: no atomics, and sums in an order that only the shapes decide.

typedef unsigned int u32;
typedef unsigned long long u64;

struct View {
  float* data;
  int stride;
  int rows;
  int columns;
};

__device__ __forceinline__ float* row_of(View matrix, int row) {
  return matrix.data + (long long)row * matrix.stride;
}

#ifndef INFINITY
#define INFINITY __int_as_float(0x7f800000)
#endif

#define THREADS 256  // of a block, where it works on numbers or on one row

// The number of this thread among all, and how many there are.
#define FIRST ((long long)blockIdx.x * blockDim.x + threadIdx.x)
#define STEP ((long long)gridDim.x * blockDim.x)

// Each number of a matrix, with its row and column.
#define FOR_EACH(matrix)                                                                  \
  for (long long at = FIRST, size = (long long)(matrix).rows * (matrix).columns,          \
                 row = at / (matrix).columns, column = at - row * (matrix).columns;       \
       at < size;                                                                         \
       at += STEP, row = at / (matrix).columns, column = at - row * (matrix).columns)

// Numbers made of counters, as io.cartrec.neural.kernel.Mix makes them.
__device__ __forceinline__ u64 mix(u64 seed, u64 counter) {
  u64 z = (seed ^ (counter * 0xD1B54A32D192ED03ull)) + 0x9E3779B97F4A7C15ull;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

__device__ __forceinline__ u32 mix(u32 counter) {
  u32 h = counter;
  h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
  h = (h ^ (h >> 13)) * 0xC2B2AE35u;
  return h ^ (h >> 16);
}

__device__ __forceinline__ float sigmoid(float x) {
  return 1 / (1 + expf(-x));
}

// The sum of what the threads of a block hold, for all of them.
template <typename T>
__device__ T block_sum(T value, T* room) {
  room[threadIdx.x] = value;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) {
      room[threadIdx.x] += room[threadIdx.x + half];
    }
    __syncthreads();
  }
  T sum = room[0];
  __syncthreads();
  return sum;
}

// The greatest of what the threads of a block hold, for all of them.
__device__ float block_max(float value, float* room) {
  room[threadIdx.x] = value;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) {
      room[threadIdx.x] = fmaxf(room[threadIdx.x], room[threadIdx.x + half]);
    }
    __syncthreads();
  }
  float greatest = room[0];
  __syncthreads();
  return greatest;
}
