// Losses over candidates and places in a ranking: one block a row.

// Softmax and the likelihood of targets, columns[begin[i]..begin[i + 1]) in row i, whose logits are not
// corrected. The row is read twice: for its greatest number and its sum at once, each thread correcting
// its sum as the greatest rises (Milakov and Gimelshein, 2018), and for the gradient.
extern "C" __global__ void multinomial(
    View logits, const float* correction, const int* begin, const int* columns, float scale,
    double* losses) {
  __shared__ float greatest[THREADS];
  __shared__ double room[THREADS];
  int row = blockIdx.x;
  float* logit = row_of(logits, row);
  int from = begin[row];
  int to = begin[row + 1];
  double of_targets = 0;
  for (int k = from + threadIdx.x; k < to; k += blockDim.x) {
    of_targets += logit[columns[k]];
  }
  of_targets = block_sum(of_targets, room);
  for (int k = from + threadIdx.x; k < to; k += blockDim.x) {
    logit[columns[k]] -= correction[columns[k]];  // is added again below
  }
  __syncthreads();
  float most = -INFINITY;
  float sum = 0;
  for (int j = threadIdx.x; j < logits.columns; j += blockDim.x) {
    float x = logit[j] + correction[j];
    if (x > most) {
      sum *= expf(most - x);
      most = x;
    }
    sum += expf(x - most);
  }
  float top = block_max(most, greatest);
  double total = block_sum(sum == 0 ? 0.0 : (double)sum * expf(most - top), room);
  float factor = (float)((to - from) * (double)scale / total);
  for (int j = threadIdx.x; j < logits.columns; j += blockDim.x) {
    logit[j] = factor * expf(logit[j] + correction[j] - top);
  }
  __syncthreads();
  for (int k = from + threadIdx.x; k < to; k += blockDim.x) {
    logit[columns[k]] -= scale;
  }
  if (threadIdx.x == 0) {
    losses[row] = (to - from) * (log(total) + top) - of_targets;
  }
}

// The cross-entropy of a yes or no to each candidate: yes for columns[begin[i]..begin[i + 1]) in row i; the
// logits of exact[exact_begin[i]..exact_begin[i + 1]) are not corrected.
extern "C" __global__ void binary_cross_entropy(
    View logits, const float* correction, const int* begin, const int* columns,
    const int* exact_begin, const int* exact, float scale, double* losses) {
  __shared__ double room[THREADS];
  int row = blockIdx.x;
  float* logit = row_of(logits, row);
  for (int k = exact_begin[row] + threadIdx.x; k < exact_begin[row + 1]; k += blockDim.x) {
    logit[exact[k]] -= correction[exact[k]];  // is added again below
  }
  __syncthreads();
  double loss = 0;
  for (int k = begin[row] + threadIdx.x; k < begin[row + 1]; k += blockDim.x) {
    loss -= logit[columns[k]] + correction[columns[k]];
  }
  __syncthreads();
  for (int j = threadIdx.x; j < logits.columns; j += blockDim.x) {
    float x = logit[j] + correction[j];
    float power = expf(-fabsf(x));
    loss += fmaxf(x, 0) + log1pf(power);
    logit[j] = scale * (x < 0 ? power : 1) / (1 + power);
  }
  __syncthreads();
  for (int k = begin[row] + threadIdx.x; k < begin[row + 1]; k += blockDim.x) {
    logit[columns[k]] -= scale;
  }
  loss = block_sum(loss, room);
  if (threadIdx.x == 0) {
    losses[row] = loss;
  }
}

// BPR-max with regularised scores (Hidasi and Karatzoglou, 2018).
extern "C" __global__ void bpr_max(
    View logits, const int* targets, float regularization, float scale, double* losses) {
  __shared__ float greatest[THREADS];
  __shared__ double room[THREADS];
  int row = blockIdx.x;
  float* logit = row_of(logits, row);
  int target = targets[row];
  float score = logit[target];
  float most = -INFINITY;
  for (int j = threadIdx.x; j < logits.columns; j += blockDim.x) {
    most = fmaxf(most, j == target ? -INFINITY : logit[j]);
  }
  float top = block_max(most, greatest);
  double sum = 0;
  double mean = 0;
  double slope = 0;
  double squares = 0;
  for (int j = threadIdx.x; j < logits.columns; j += blockDim.x) {
    if (j != target) {
      double share = expf(logit[j] - top);
      double win = sigmoid(score - logit[j]);
      sum += share;
      mean += share * win;
      slope += share * win * (1 - win);
      squares += share * logit[j] * logit[j];
    }
  }
  sum = block_sum(sum, room);
  bool alone = logits.columns == 1;
  mean = block_sum(mean, room) / (alone ? 1 : sum);
  slope = block_sum(slope, room) / (alone ? 1 : sum);
  squares = block_sum(squares, room) / (alone ? 1 : sum);
  double won = alone ? 1 : mean + 1e-24;
  for (int j = threadIdx.x; j < logits.columns; j += blockDim.x) {
    if (j == target) {
      logit[j] = (float)(-scale * slope / won);
    } else {
      double win = sigmoid(score - logit[j]);
      double pull = (mean - win * win) / won;
      double weight = logit[j] * (logit[j] + 2.0) - squares;
      double share = expf(logit[j] - top) / sum;
      logit[j] = (float)(scale * share * (pull + regularization * weight));
    }
  }
  if (threadIdx.x == 0) {
    losses[row] = regularization * squares - log(won);
  }
}

// The sum of many numbers, in one block.
extern "C" __global__ void sum_losses(const double* losses, int count, double* into) {
  __shared__ double room[THREADS];
  double sum = 0;
  for (int i = threadIdx.x; i < count; i += blockDim.x) {
    sum += losses[i];
  }
  sum = block_sum(sum, room);
  if (threadIdx.x == 0) {
    *into = sum;
  }
}

// How many numbers of a row come before its target's.
extern "C" __global__ void ranks(View scores, const int* targets, int* into) {
  __shared__ int room[THREADS];
  int row = blockIdx.x;
  const float* number = row_of(scores, row);
  int target = targets[row];
  float score = number[target];
  int before = 0;
  for (int j = threadIdx.x; j < scores.columns; j += blockDim.x) {
    bool behind = j < target ? number[j] < score : number[j] <= score;
    before += j == target || behind ? 0 : 1;
  }
  before = block_sum(before, room);
  if (threadIdx.x == 0) {
    into[row] = before;
  }
}
