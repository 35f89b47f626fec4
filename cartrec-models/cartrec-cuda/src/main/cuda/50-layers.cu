// Normalization, attention and draws from normal distributions.

extern "C" __global__ void layer_norm(
    View input, const float* gain, const float* bias, View normal, View scales, View output) {
  __shared__ double room[THREADS];
  int row = blockIdx.x;
  const float* x = row_of(input, row);
  double sum = 0;
  double squares = 0;
  for (int j = threadIdx.x; j < input.columns; j += blockDim.x) {
    sum += x[j];
    squares += (double)x[j] * x[j];
  }
  double mean = block_sum(sum, room) / input.columns;
  double variance = fmax(0.0, block_sum(squares, room) / input.columns - mean * mean);
  float scale = (float)(1 / sqrt(variance + 1e-5));
  for (int j = threadIdx.x; j < input.columns; j += blockDim.x) {
    float n = (x[j] - (float)mean) * scale;
    row_of(normal, row)[j] = n;
    row_of(output, row)[j] = fmaf(n, 1 + gain[j], bias[j]);
  }
  if (threadIdx.x == 0) {
    row_of(scales, row)[0] = scale;
  }
}

extern "C" __global__ void layer_norm_backward(
    View gradient, const float* gain, View normal, View scales, View into) {
  __shared__ double room[THREADS];
  int row = blockIdx.x;
  const float* g = row_of(gradient, row);
  const float* n = row_of(normal, row);
  double sum = 0;
  double product = 0;
  for (int j = threadIdx.x; j < gradient.columns; j += blockDim.x) {
    float slope = g[j] * (1 + gain[j]);
    sum += slope;
    product += (double)slope * n[j];
  }
  float mean = (float)(block_sum(sum, room) / gradient.columns);
  float along = (float)(block_sum(product, room) / gradient.columns);
  float scale = row_of(scales, row)[0];
  for (int j = threadIdx.x; j < gradient.columns; j += blockDim.x) {
    row_of(into, row)[j] = scale * (g[j] * (1 + gain[j]) - mean - n[j] * along);
  }
}

// into[i] += distance * direction[i] / |direction[i]|
extern "C" __global__ void move_along(View direction, float distance, View into) {
  __shared__ double room[THREADS];
  int row = blockIdx.x;
  const float* d = row_of(direction, row);
  double squares = 0;
  for (int j = threadIdx.x; j < into.columns; j += blockDim.x) {
    squares += (double)d[j] * d[j];
  }
  squares = block_sum(squares, room);
  double scale = squares == 0 ? 0 : distance / sqrt(squares);
  for (int j = threadIdx.x; j < into.columns; j += blockDim.x) {
    row_of(into, row)[j] += (float)(scale * d[j]);
  }
}

// Causal attention. Steps lie as in io.cartrec.neural.kernel.Steps: begin[t] is the first row of step t,
// step_of[row] the step of a row. One block a row and a head; threads take the steps it looks at, then
// the columns of the head. `shares` has `stride` columns a head.
extern "C" __global__ void attention(
    const int* step_of, const int* begin, int heads, View projected, View shares, View output) {
  __shared__ float greatest[THREADS];
  __shared__ double room[THREADS];
  int row = blockIdx.x;
  int head = blockIdx.y;
  int width = projected.columns / 3;
  int head_width = width / heads;
  int t = step_of[row];
  int sequence = row - begin[t];
  float* share = row_of(shares, row) + head * (shares.columns / heads);
  const float* query = row_of(projected, row) + head * head_width;
  float scale = 1 / sqrtf((float)head_width);
  float most = -INFINITY;
  for (int u = threadIdx.x; u <= t; u += blockDim.x) {
    const float* key = row_of(projected, begin[u] + sequence) + width + head * head_width;
    float sum = 0;
    for (int j = 0; j < head_width; j++) {
      sum = fmaf(query[j], key[j], sum);
    }
    share[u] = scale * sum;
    most = fmaxf(most, share[u]);
  }
  float top = block_max(most, greatest);
  double sum = 0;
  for (int u = threadIdx.x; u <= t; u += blockDim.x) {
    share[u] = expf(share[u] - top);
    sum += share[u];
  }
  float total = (float)block_sum(sum, room);
  for (int u = threadIdx.x; u <= t; u += blockDim.x) {
    share[u] /= total;
  }
  __syncthreads();
  for (int j = threadIdx.x; j < head_width; j += blockDim.x) {
    float value = 0;
    for (int u = 0; u <= t; u++) {
      int column = 2 * width + head * head_width + j;
      value = fmaf(share[u], row_of(projected, begin[u] + sequence)[column], value);
    }
    row_of(output, row)[head * head_width + j] = value;
  }
}

// The gradient of what each row's shares were made of, into `slopes`, of the shape of the shares, and by
// it that of the queries.
extern "C" __global__ void attention_slopes(
    const int* step_of, const int* begin, int heads, View projected, View shares, View gradient,
    View slopes, View into) {
  __shared__ double room[THREADS];
  int row = blockIdx.x;
  int head = blockIdx.y;
  int width = projected.columns / 3;
  int head_width = width / heads;
  int t = step_of[row];
  int sequence = row - begin[t];
  int first = head * (shares.columns / heads);
  const float* share = row_of(shares, row) + first;
  float* slope = row_of(slopes, row) + first;
  const float* g = row_of(gradient, row) + head * head_width;
  double sum = 0;
  for (int u = threadIdx.x; u <= t; u += blockDim.x) {
    const float* value = row_of(projected, begin[u] + sequence) + 2 * width + head * head_width;
    float product = 0;
    for (int j = 0; j < head_width; j++) {
      product = fmaf(g[j], value[j], product);
    }
    slope[u] = product;
    sum += (double)share[u] * product;
  }
  float mean = (float)block_sum(sum, room);
  float scale = 1 / sqrtf((float)head_width);
  for (int u = threadIdx.x; u <= t; u += blockDim.x) {
    slope[u] = scale * share[u] * (slope[u] - mean);
  }
  __syncthreads();
  for (int j = threadIdx.x; j < head_width; j += blockDim.x) {
    float query = 0;
    for (int u = 0; u <= t; u++) {
      int column = width + head * head_width + j;
      query = fmaf(slope[u], row_of(projected, begin[u] + sequence)[column], query);
    }
    row_of(into, row)[head * head_width + j] = query;
  }
}

// The gradient of keys and values: of each row, from all later ones of its sequence.
extern "C" __global__ void attention_backward(
    const int* step_of, const int* begin, int steps, int heads, View projected, View shares,
    View gradient, View slopes, View into) {
  int row = blockIdx.x;
  int head = blockIdx.y;
  int width = projected.columns / 3;
  int head_width = width / heads;
  int u = step_of[row];
  int sequence = row - begin[u];
  int at = head * (shares.columns / heads) + u;
  for (int j = threadIdx.x; j < head_width; j += blockDim.x) {
    int column = head * head_width + j;
    float key = 0;
    float value = 0;
    for (int t = u; t < steps && sequence < begin[t + 1] - begin[t]; t++) {
      int later = begin[t] + sequence;
      key = fmaf(row_of(slopes, later)[at], row_of(projected, later)[column], key);
      value = fmaf(row_of(shares, later)[at], row_of(gradient, later)[column], value);
    }
    row_of(into, row)[width + column] = key;
    row_of(into, row)[2 * width + column] = value;
  }
}

// A standard normal number, as the CPU draws it (Box and Muller, 1958).
__device__ double normal(u64 seed, int column) {
  int even = column & ~1;
  double uniform = (double)((mix(seed, even) >> 11) + 1) * 0x1p-53;
  double radius = sqrt(-2 * log(uniform));
  double angle = 2 * 3.141592653589793 * 0x1p-53 * (double)(mix(seed, even + 1) >> 11);
  return radius * (column == even ? cos(angle) : sin(angle));
}

extern "C" __global__ void gaussian(View mean, View log_variance, u64 seed, View noise, View into) {
  FOR_EACH(into) {
    float deviation = expf(0.5f * row_of(log_variance, row)[column]);
    float n = (float)normal(mix(seed, (u64)row), (int)column) * deviation;
    row_of(noise, row)[column] = n;
    row_of(into, row)[column] = row_of(mean, row)[column] + n;
  }
}

extern "C" __global__ void gaussian_backward(
    View gradient, float scale, View mean, View log_variance, View noise, View mean_gradient,
    View log_variance_gradient) {
  FOR_EACH(gradient) {
    float g = row_of(gradient, row)[column];
    float n = row_of(noise, row)[column];
    float m = row_of(mean, row)[column];
    float v = row_of(log_variance, row)[column];
    row_of(mean_gradient, row)[column] = g + scale * m;
    row_of(log_variance_gradient, row)[column] = 0.5f * (g * n + scale * (expf(v) - 1));
  }
}
