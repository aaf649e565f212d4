import { SECOND } from '@halles/kernel';
import type { Lifecycle } from './lifecycle';

/** One thing that the process needs. */
export interface HealthCheck {
  readonly name: string;
  /** Without it the process serves nobody; otherwise its absence is reported as degraded and requests keep coming. */
  readonly essential: boolean;
  /** Resolves when all is well. @throws Error otherwise */
  probe(): Promise<void>;
}

export interface CheckResult {
  readonly name: string;
  readonly state: 'up' | 'down';
  readonly latencyMs: number;
}

export interface Readiness {
  readonly status: 'ready' | 'degraded' | 'not-ready';
  readonly draining: boolean;
  readonly checks: readonly CheckResult[];
}

const PROBE_TIMEOUT = 500;
/** Balancers ask often and from several places: they share one answer. */
const ANSWER_LIFETIME = 1 * SECOND;

/** Answers whether requests should be sent here. */
export class Health {
  private answer: { readonly at: number; readonly result: Promise<readonly CheckResult[]> } | undefined;
  private essential: ReadonlySet<string>;

  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly checks: readonly HealthCheck[],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.essential = new Set(checks.filter((check) => check.essential).map((check) => check.name));
  }

  async readiness(): Promise<Readiness> {
    if (!this.answer || this.now() - this.answer.at > ANSWER_LIFETIME) {
      this.answer = { at: this.now(), result: Promise.all(this.checks.map((check) => probe(check))) };
    }
    const checks = await this.answer.result;
    const down = checks.filter((check) => check.state === 'down');
    const unusable = this.lifecycle.draining || down.some((check) => this.essential.has(check.name));
    return {
      status: unusable ? 'not-ready' : down.length > 0 ? 'degraded' : 'ready',
      draining: this.lifecycle.draining,
      checks,
    };
  }
}

async function probe(check: HealthCheck): Promise<CheckResult> {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), PROBE_TIMEOUT);
  });
  let state: CheckResult['state'] = 'up';
  try {
    await Promise.race([check.probe(), late]);
  } catch {
    state = 'down';
  } finally {
    clearTimeout(timer);
  }
  return { name: check.name, state, latencyMs: Math.round(performance.now() - start) };
}
