import { availableParallelism, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';

export interface Sample {
  /** Operations per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface TimedSample extends Sample {
  /** Milliseconds. */
  readonly p95: number;
}

/** Repeats an operation with `clients` at once for `ms` milliseconds. */
export async function measure(
  clients: number,
  ms: number,
  operation: () => Promise<unknown>,
): Promise<TimedSample> {
  const times: number[] = [];
  const end = performance.now() + ms;
  const started = performance.now();
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      const before = performance.now();
      await operation();
      times.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: clients }, lane));
  const elapsed = performance.now() - started;
  times.sort((a, b) => a - b);
  return {
    rate: (times.length / elapsed) * 1_000,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
  };
}

/** How busy the machine is while something is measured: a figure means little without it. */
export function describeLoad(): string {
  const [minute = 0, five = 0] = loadavg();
  return `load ${minute.toFixed(2)} (1 min) ${five.toFixed(2)} (5 min) on ${availableParallelism()} cores`;
}

/** Of sorted numbers. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

/** Measures several contenders in alternating rounds, after one round that does not count. */
export async function compare(
  contenders: Readonly<Record<string, () => Promise<Sample>>>,
  rounds = 5,
): Promise<Record<string, Sample>> {
  const samples: Record<string, Sample[]> = {};
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      const sample = await run();
      if (round > 0) (samples[name] ??= []).push(sample);
    }
  }
  return Object.fromEntries(
    Object.entries(samples).map(([name, list]) => [
      name,
      {
        rate: median(list.map((s) => s.rate)),
        p50: median(list.map((s) => s.p50)),
        p99: median(list.map((s) => s.p99)),
      },
    ]),
  );
}

/** Prints the contenders, each with its ratio to the first. */
export function printComparison(title: string, results: Readonly<Record<string, Sample>>): void {
  const [base] = Object.values(results);
  console.log(`\n${title}, ${describeLoad()}`);
  for (const [name, { rate, p50, p99 }] of Object.entries(results)) {
    const ratio = base ? `${((rate / base.rate) * 100).toFixed(0)} %` : '';
    console.log(
      `  ${name.padEnd(44)} ${rate.toFixed(0).padStart(8)} /s   p50 ${p50.toFixed(2)} ms   p99 ${p99.toFixed(2)} ms   ${ratio}`,
    );
  }
}
