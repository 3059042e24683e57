import { Histogram, type Registry } from '../metrics.ts';

/** Counts how long answers take, in seconds, by method, route and status. */
export interface RequestDurations {
  observe(method: string, route: string, status: number, seconds: number): void;
}

type Series = ReturnType<Histogram<'method' | 'route' | 'status'>['labels']>;

export function createRequestDurations(registry: Registry): RequestDurations {
  const histogram = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  // As many as the histogram itself has: looking one up there costs as much as half of reading a request.
  const known = new Map<string, Series>();
  return {
    observe: (method, route, status, seconds) => {
      const key = `${method} ${route} ${status}`;
      let series = known.get(key);
      if (series === undefined) {
        series = histogram.labels(method, route, String(status));
        known.set(key, series);
      }
      series.observe(seconds);
    },
  };
}
