import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface HttpObservation {
  readonly method: string;
  /** The pattern that matched, never the path: a path is free text and would grow the series without end. */
  readonly route: string;
  readonly status: number;
  /** Slug of a tenant of the registry, or `-`. */
  readonly tenant: string;
  readonly seconds: number;
}

/** Values of a gauge by its labels. */
export type GaugeValues<L extends string> = readonly {
  readonly labels: Readonly<Record<L, string>>;
  readonly value: number;
}[];

/** Buckets around the budgets of a page: 5 ms cached, 50 ms rendered, 2 s the longest query. Seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

const statusClass = (status: number): string => `${Math.floor(status / 100)}xx`;

/**
 * The figures of one process, in Prometheus' text format. Label values are bounded: routes are patterns, tenants are
 * those of the registry, statuses are classes.
 */
export class Metrics {
  readonly registry = new Registry();
  private readonly durations: Histogram<'method' | 'route' | 'status'>;
  private readonly requests: Counter<'tenant' | 'status'>;

  constructor(processName: string) {
    this.registry.setDefaultLabels({ process: processName });
    this.durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer a request, by route and class of status.',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers: [this.registry],
    });
    this.requests = new Counter({
      name: 'http_tenant_requests_total',
      help: 'Requests answered, by tenant and class of status.',
      labelNames: ['tenant', 'status'],
      registers: [this.registry],
    });
  }

  /** Adds event loop lag, heap, garbage collection and file descriptors, read when the figures are. */
  collectProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  observeHttp(observation: HttpObservation): void {
    const status = statusClass(observation.status);
    this.durations.observe(
      { method: observation.method, route: observation.route, status },
      observation.seconds,
    );
    this.requests.inc({ tenant: observation.tenant, status });
  }

  /**
   * A figure that is read when the metrics are: pool sizes, queue depths.
   * @param name Prometheus name in snake_case with its unit, e.g. `database_pool_connections`
   * @param read values by label; called at each reading, must not block, and has nothing to say where it fails
   */
  gauge<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    read: () => GaugeValues<L> | Promise<GaugeValues<L>>,
  ): void {
    new Gauge<L>({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      async collect() {
        const values = await read();
        this.reset();
        for (const { labels, value } of values) this.set(labels, value);
      },
    });
  }

  /** What happens and is counted from the start of the process. @returns what counts one more */
  counter<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
  ): (labels: Readonly<Record<L, string>>) => void {
    const counter = new Counter<L>({ name, help, labelNames: [...labelNames], registers: [this.registry] });
    return (labels) => counter.inc(labels);
  }

  /** All figures in the text format of Prometheus, and its content type. */
  async render(): Promise<{ readonly contentType: string; readonly body: string }> {
    return { contentType: this.registry.contentType, body: await this.registry.metrics() };
  }
}
