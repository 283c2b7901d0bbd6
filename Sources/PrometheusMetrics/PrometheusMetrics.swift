// PrometheusMetrics: the figures of a running program, as Prometheus asks for them.
//
// It knows what a figure is (`MetricFamily`, `DurationHistogram`), how figures are written as text (`MetricText`), and on
// which port they are asked for (`MetricsServer`).
// It must not know what is counted, nor where: whoever starts the server gives the figures at each request.
