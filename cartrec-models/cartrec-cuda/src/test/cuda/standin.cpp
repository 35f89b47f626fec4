// A STAND-IN for the CUDA driver, for machines without a GPU: the functions of libcuda that the Java side
// calls, over host memory, and the kernels of src/main/cuda compiled by a C++ compiler. Blocks run one
// after the other, and so do the threads of a block, which change at barriers. It shows that arithmetic,
// tails and arguments are right. It is no GPU: what it passes was not tested on one.
//
//   g++ -std=c++17 -O2 -fPIC -shared -Isrc/main/cuda -o libstandin.so src/test/cuda/standin.cpp

#include <setjmp.h>
#include <ucontext.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

// ---- the language -------------------------------------------------------------------------------------

struct Index {
  unsigned x, y, z;
};

static Index threadIdx, blockIdx, blockDim, gridDim;

#define __device__
#define __global__
#define __shared__ static
#define __forceinline__ inline
#define __launch_bounds__(threads)

static void __syncthreads();

using std::fmax;
using std::log;
using std::sqrt;

#include "00-base.cu"
#include "10-rows.cu"
#include "20-product.cu"
#define STAND_IN
#include "25-tensor-product.cu"
#include "30-cells.cu"
#include "40-losses.cu"
#include "50-layers.cu"
#include "60-steps.cu"

// ---- blocks and threads -------------------------------------------------------------------------------

namespace {

typedef void (*Call)(void** arguments);

const size_t STACK = 64 << 10;
const unsigned MOST_THREADS = 1024;

// A thread of a block: it lives on a stack of its own, from one block to the next, and jumps to the
// scheduler and back without the operating system's help.
struct Fiber {
  jmp_buf place;
  bool begun;
  bool done;
};

jmp_buf scheduler;
Fiber fibers[MOST_THREADS];
unsigned running;
Call body;
void** body_arguments;

void place(unsigned thread) {
  threadIdx = {thread % blockDim.x, thread / blockDim.x, 0};
}

// Lets the scheduler go on, until it comes back to this thread.
void yield() {
  unsigned thread = running;
  if (!_setjmp(fibers[thread].place)) {
    _longjmp(scheduler, 1);
  }
}

void live() {
  for (;;) {
    body(body_arguments);
    fibers[running].done = true;
    yield();
  }
}

void begin(Fiber& fiber) {
  static ucontext_t context;
  fiber.begun = true;
  getcontext(&context);
  context.uc_stack.ss_sp = malloc(STACK);
  context.uc_stack.ss_size = STACK;
  context.uc_link = nullptr;
  makecontext(&context, live, 0);
  setcontext(&context);
}

// Runs a thread up to its next barrier, or its end.
void resume(unsigned thread) {
  running = thread;
  place(thread);
  if (!_setjmp(scheduler)) {
    if (fibers[thread].begun) {
      _longjmp(fibers[thread].place, 1);
    }
    begin(fibers[thread]);
  }
}

void run_block(Call call, void** arguments, unsigned threads) {
  body = call;
  body_arguments = arguments;
  for (unsigned t = 0; t < threads; t++) {
    fibers[t].done = false;
  }
  for (bool more = true; more;) {
    more = false;
    for (unsigned t = 0; t < threads; t++) {
      if (!fibers[t].done) {
        resume(t);
        more |= !fibers[t].done;
      }
    }
  }
}

template <typename... A, size_t... I>
void apply(void (*kernel)(A...), void** arguments, std::index_sequence<I...>) {
  kernel(*static_cast<A*>(arguments[I])...);
}

template <typename... A>
void unpack(void (*kernel)(A...), void** arguments) {
  apply(kernel, arguments, std::index_sequence_for<A...>{});
}

struct Kernel {
  Call call;
  bool barriers;
};

#define PLAIN(name) {#name, {[](void** a) { unpack(name, a); }, false}}
#define WITH_BARRIERS(name) {#name, {[](void** a) { unpack(name, a); }, true}}

std::map<std::string, Kernel> kernels = {
    PLAIN(clear_matrix),
    PLAIN(copy_matrix),
    PLAIN(add_matrix),
    PLAIN(add_row),
    PLAIN(relu),
    PLAIN(relu_backward),
    PLAIN(bend_tanh),
    PLAIN(tanh_backward),
    PLAIN(dropout),
    PLAIN(gather),
    PLAIN(gather_sums),
    PLAIN(scatter_sums),
    WITH_BARRIERS(sum_rows),
    WITH_BARRIERS(sum_products),
    PLAIN(unfold),
    PLAIN(unfold_backward),
    WITH_BARRIERS(multiply_small),
    WITH_BARRIERS(multiply_large),
    WITH_BARRIERS(multiply_tf32),
    PLAIN(cell_forward),
    PLAIN(cell_output_backward),
    PLAIN(cell_backward),
    WITH_BARRIERS(multinomial),
    WITH_BARRIERS(binary_cross_entropy),
    WITH_BARRIERS(bpr_max),
    WITH_BARRIERS(sum_losses),
    WITH_BARRIERS(ranks),
    WITH_BARRIERS(move_along),
    WITH_BARRIERS(layer_norm),
    WITH_BARRIERS(layer_norm_backward),
    WITH_BARRIERS(attention),
    WITH_BARRIERS(attention_slopes),
    PLAIN(attention_backward),
    PLAIN(gaussian),
    PLAIN(gaussian_backward),
    PLAIN(adam),
    PLAIN(adagrad),
};

// ---- the driver ---------------------------------------------------------------------------------------

enum { OK = 0, INVALID = 1, OUT_OF_MEMORY = 2, NOT_FOUND = 500, NO_DEVICE = 100 };

struct Launch {
  Kernel kernel;
  Index grid, block;
  std::vector<std::vector<char>> arguments;
};

int devices = 1;
int capability = 80;
size_t memory = size_t(1) << 32;
size_t used;
std::map<uint64_t, size_t> allocations;
int host_allocations;
int contexts;
std::string failing;
int failing_after;
int failing_code;
bool captures;
typedef std::vector<std::function<void()>> Graph;
Graph captured;

// The code of a call that was told to fail.
int told(const char* call) {
  if (failing == call && failing_after-- == 0) {
    failing.clear();
    return failing_code;
  }
  return OK;
}

#define TOLD(call)              \
  if (int code = told(call)) {  \
    return code;                \
  }

void run(const Launch& launch) {
  std::vector<void*> arguments;
  for (const auto& argument : launch.arguments) {
    arguments.push_back(const_cast<char*>(argument.data()));
  }
  gridDim = launch.grid;
  blockDim = launch.block;
  unsigned threads = blockDim.x * blockDim.y * blockDim.z;
  for (unsigned y = 0; y < gridDim.y; y++) {
    for (unsigned x = 0; x < gridDim.x; x++) {
      blockIdx = {x, y, 0};
      if (launch.kernel.barriers) {
        run_block(launch.kernel.call, arguments.data(), threads);
        continue;
      }
      for (unsigned t = 0; t < threads; t++) {
        place(t);
        launch.kernel.call(arguments.data());
      }
    }
  }
}

// Does what the stream is asked, or takes it down.
void ask(const std::function<void()>& work) {
  if (captures) {
    captured.push_back(work);
  } else {
    work();
  }
}

}  // namespace

static void __syncthreads() {
  yield();
}

// What tensor cores do: the lanes of a warp lay down what they hold, and each takes its four sums.
static void multiply_warp(float (&c)[4], const u32 (&a)[4], const u32 (&b)[2]) {
  static float left[MOST_THREADS][4];
  static float right[MOST_THREADS][2];
  unsigned thread = threadIdx.x;
  memcpy(left[thread], a, sizeof a);
  memcpy(right[thread], b, sizeof b);
  __syncthreads();
  unsigned warp = thread / 32 * 32;
  unsigned group = thread % 32 / 4;
  unsigned lane = thread % 4;
  for (int at = 0; at < 4; at++) {
    unsigned row = group + at / 2 * 8;
    unsigned column = 2 * lane + at % 2;
    for (unsigned k = 0; k < 8; k++) {
      c[at] += left[warp + row % 8 * 4 + k % 4][row / 8 + k / 4 * 2] *
               right[warp + column * 4 + k % 4][k / 4];
    }
  }
  __syncthreads();
}

static u32 rounded(float x) {
  u32 bits;
  memcpy(&bits, &x, sizeof bits);
  return (bits + 0x1000) & ~0x1FFFu;
}

extern "C" {

// What tests tell the stand-in: that a call fails once, after so many that do not; how many devices there
// are and what they can do; how much memory they have.
void standin_fail(const char* call, int code, int after) {
  failing = call;
  failing_code = code;
  failing_after = after;
}

void standin_devices(int count, int of_capability) {
  devices = count;
  capability = of_capability;
}

void standin_memory(size_t bytes) {
  memory = bytes;
}

// How many contexts and pieces of memory, of the device's and of the host's, were not given back.
int standin_leaks() {
  return contexts + int(allocations.size()) + host_allocations;
}

int cuInit(unsigned) {
  TOLD("cuInit");
  return devices == 0 ? NO_DEVICE : OK;
}

int cuDriverGetVersion(int* version) {
  *version = 11060;
  return OK;
}

int cuDeviceGetCount(int* count) {
  *count = devices;
  return OK;
}

int cuDeviceGet(int* device, int ordinal) {
  *device = ordinal;
  return ordinal < devices ? OK : 101;
}

int cuDeviceGetName(char* name, int length, int) {
  strncpy(name, "stand-in, no GPU", length);
  return OK;
}

int cuDeviceGetAttribute(int* value, int attribute, int) {
  *value = attribute == 75 ? capability / 10 : attribute == 76 ? capability % 10 : attribute == 16 ? 8 : 0;
  return OK;
}

int cuDeviceTotalMem_v2(size_t* bytes, int) {
  *bytes = memory;
  return OK;
}

int cuDevicePrimaryCtxRetain(void** context, int) {
  TOLD("cuDevicePrimaryCtxRetain");
  *context = &memory;
  contexts++;
  return OK;
}

int cuDevicePrimaryCtxRelease_v2(int) {
  contexts--;
  return OK;
}

int cuCtxSetCurrent(void*) {
  return OK;
}

int cuModuleLoadData(void** module, const void* image) {
  TOLD("cuModuleLoadData");
  *module = &kernels;
  return strstr(static_cast<const char*>(image), ".version 7.6") ? OK : 218;
}

int cuModuleUnload(void*) {
  return OK;
}

int cuModuleGetFunction(void** function, void*, const char* name) {
  auto found = kernels.find(name);
  if (found == kernels.end()) {
    return NOT_FOUND;
  }
  *function = &found->second;
  return OK;
}

int cuMemGetInfo_v2(size_t* free, size_t* total) {
  *free = memory - used;
  *total = memory;
  return OK;
}

int cuMemAlloc_v2(uint64_t* address, size_t bytes) {
  TOLD("cuMemAlloc_v2");
  if (used + bytes > memory) {
    return OUT_OF_MEMORY;
  }
  void* room = malloc(bytes);
  memset(room, 0xFF, bytes);  // not a number, until it is written
  *address = reinterpret_cast<uint64_t>(room);
  allocations[*address] = bytes;
  used += bytes;
  return OK;
}

int cuMemFree_v2(uint64_t address) {
  auto found = allocations.find(address);
  if (found == allocations.end()) {
    return INVALID;
  }
  used -= found->second;
  allocations.erase(found);
  free(reinterpret_cast<void*>(address));
  return OK;
}

int cuMemAllocHost_v2(void** address, size_t bytes) {
  TOLD("cuMemAllocHost_v2");
  *address = malloc(bytes);
  host_allocations++;
  return OK;
}

int cuMemFreeHost(void* address) {
  free(address);
  host_allocations--;
  return OK;
}

int cuMemcpyHtoDAsync_v2(uint64_t to, const void* from, size_t bytes, void*) {
  TOLD("cuMemcpyHtoDAsync_v2");
  memcpy(reinterpret_cast<void*>(to), from, bytes);
  return OK;
}

int cuMemcpyDtoHAsync_v2(void* to, uint64_t from, size_t bytes, void*) {
  TOLD("cuMemcpyDtoHAsync_v2");
  memcpy(to, reinterpret_cast<void*>(from), bytes);
  return OK;
}

int cuMemcpyDtoDAsync_v2(uint64_t to, uint64_t from, size_t bytes, void*) {
  TOLD("cuMemcpyDtoDAsync_v2");
  ask([=] { memmove(reinterpret_cast<void*>(to), reinterpret_cast<void*>(from), bytes); });
  return OK;
}

int cuStreamCreate(void** stream, unsigned flags) {
  *stream = &used;
  return flags == 1 ? OK : INVALID;  // any other would wait for the default stream
}

int cuStreamDestroy_v2(void*) {
  return OK;
}

int cuStreamSynchronize(void*) {
  TOLD("cuStreamSynchronize");
  return OK;
}

int cuLaunchKernel(
    void* function, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x,
    unsigned block_y, unsigned block_z, unsigned, void*, void** parameters, void** extra) {
  TOLD("cuLaunchKernel");
  if (grid_x * grid_y * grid_z == 0 || block_x * block_y * block_z == 0) {
    return INVALID;
  }
  Launch launch = {*static_cast<Kernel*>(function), {grid_x, grid_y, grid_z}, {block_x, block_y, block_z}, {}};
  (void)extra;
  for (void** at = parameters; *at; at++) {  // the Java side ends the list with a null pointer
    launch.arguments.emplace_back(static_cast<char*>(*at), static_cast<char*>(*at) + sizeof(View));
  }
  ask([launch] { run(launch); });
  return OK;
}

int cuStreamBeginCapture_v2(void*, int) {
  captures = true;
  captured.clear();
  return OK;
}

int cuStreamEndCapture(void*, void** graph) {
  TOLD("cuStreamEndCapture");
  captures = false;
  *graph = new Graph(captured);
  host_allocations++;
  return OK;
}

int cuGraphInstantiateWithFlags(void** executable, void* graph, unsigned long long) {
  *executable = new Graph(*static_cast<Graph*>(graph));
  host_allocations++;
  return OK;
}

int cuGraphLaunch(void* executable, void*) {
  for (const auto& work : *static_cast<Graph*>(executable)) {
    work();
  }
  return OK;
}

int cuGraphDestroy(void* graph) {
  delete static_cast<Graph*>(graph);
  host_allocations--;
  return OK;
}

int cuGraphExecDestroy(void* executable) {
  delete static_cast<Graph*>(executable);
  host_allocations--;
  TOLD("cuGraphExecDestroy");
  return OK;
}

// cuBLAS, as far as it is called: matrices stand column by column.
int cublasCreate_v2(void** handle) {
  TOLD("cublasCreate_v2");
  *handle = &devices;
  return OK;
}

int cublasDestroy_v2(void*) {
  return OK;
}

int cublasSetStream_v2(void*, void*) {
  return OK;
}

int cublasSetWorkspace_v2(void*, uint64_t, size_t) {
  return OK;
}

int cublas_modes;

int cublasSetMathMode(void*, int mode) {
  cublas_modes = mode;
  return OK;
}

int standin_math_mode() {
  return cublas_modes;
}

int cublas_calls;

int cublasSgemm_v2(
    void*, int transpose_a, int transpose_b, int m, int n, int k, const float* alpha, uint64_t a,
    int lda, uint64_t b, int ldb, const float* beta, uint64_t c, int ldc) {
  TOLD("cublasSgemm_v2");
  const float* left = reinterpret_cast<float*>(a);
  const float* right = reinterpret_cast<float*>(b);
  float* into = reinterpret_cast<float*>(c);
  float product_factor = *alpha;  // read now, as cuBLAS does
  float into_factor = *beta;
  cublas_calls++;
  ask([=] {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        double sum = 0;
        for (int t = 0; t < k; t++) {
          sum += double(transpose_a ? left[t + size_t(i) * lda] : left[i + size_t(t) * lda]) *
                 (transpose_b ? right[j + size_t(t) * ldb] : right[t + size_t(j) * ldb]);
        }
        float* number = into + i + size_t(j) * ldc;
        *number = float(product_factor * sum + (into_factor == 0 ? 0 : into_factor * *number));
      }
    }
  });
  return OK;
}

int standin_products() {
  return cublas_calls;
}

int cuGetErrorName(int code, const char** name) {
  switch (code) {
    case INVALID: *name = "CUDA_ERROR_INVALID_VALUE"; return OK;
    case OUT_OF_MEMORY: *name = "CUDA_ERROR_OUT_OF_MEMORY"; return OK;
    case NO_DEVICE: *name = "CUDA_ERROR_NO_DEVICE"; return OK;
    case 218: *name = "CUDA_ERROR_INVALID_PTX"; return OK;
    case NOT_FOUND: *name = "CUDA_ERROR_NOT_FOUND"; return OK;
    case 700: *name = "CUDA_ERROR_ILLEGAL_ADDRESS"; return OK;
    default: return INVALID;
  }
}

}  // extern "C"
