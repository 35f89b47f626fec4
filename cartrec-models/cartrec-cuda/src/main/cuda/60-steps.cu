// Steps of optimisers on the rows `rows` of the parameters.

extern "C" __global__ void adam(
    View gradient, const int* rows, View parameters, View first_moments, View second_moments,
    float rate, float epsilon, float keep, float first, float second) {
  FOR_EACH(gradient) {
    int of = rows[row];
    float g = row_of(gradient, row)[column];
    float* mean = row_of(first_moments, of) + column;
    float* square = row_of(second_moments, of) + column;
    float* value = row_of(parameters, of) + column;
    *mean = first * *mean + (1 - first) * g;
    *square = second * *square + (1 - second) * g * g;
    *value = keep * *value - rate * *mean / (sqrtf(*square) + epsilon);
  }
}

extern "C" __global__ void adagrad(
    View gradient, const int* rows, View parameters, View squares, float rate, float epsilon,
    float keep) {
  FOR_EACH(gradient) {
    int of = rows[row];
    float g = row_of(gradient, row)[column];
    float* square = row_of(squares, of) + column;
    float* value = row_of(parameters, of) + column;
    *square += g * g;
    *value = keep * *value - rate * g / (sqrtf(*square) + epsilon);
  }
}
