import { type Signal, signal } from '@angular/core';
import type { Outcome, Problem } from './problem';

/** What a page asks its server for: the value, why there is none, and whether it is being asked. */
export class Loaded<T> {
  private readonly held = signal<T | undefined>(undefined);
  private readonly refused = signal<Problem | undefined>(undefined);
  private readonly asking = signal(false);

  readonly value: Signal<T | undefined> = this.held.asReadonly();
  readonly problem: Signal<Problem | undefined> = this.refused.asReadonly();
  readonly loading: Signal<boolean> = this.asking.asReadonly();

  /** Asks again. What was there stays until the answer comes. */
  async load(ask: () => Promise<Outcome<T>>): Promise<void> {
    this.asking.set(true);
    const outcome = await ask();
    this.asking.set(false);
    this.refused.set(outcome.ok ? undefined : outcome.problem);
    if (outcome.ok) this.held.set(outcome.value);
  }
}
