import { Service, signal } from '@angular/core';
import type { Error, Problem } from './problem';

/** What the server answered to what was sent last, whoever sent it. */
@Service()
export class ServerErrors {
  private readonly problem = signal<{ readonly problem: Problem | null }>({ problem: null });
  private readonly left = signal<readonly Error[]>([]);

  /** Why it was refused; null where it was done. A new object with each answer. */
  readonly answer = this.problem.asReadonly();
  /** What is wrong with it, but for what was corrected since. */
  readonly errors = this.left.asReadonly();

  answered(problem: Problem | null): void {
    this.left.set(problem?.errors ?? []);
    this.problem.set({ problem });
  }

  /** What the server says of what a JSON Pointer ends in. */
  messageOf(pointer: string): string {
    return this.left().find((error) => error.pointer.endsWith(pointer))?.message ?? '';
  }

  /** A field was changed: what was said of it counts no more. */
  forget(message: string): void {
    this.left.update((errors) => errors.filter((error) => error.message !== message));
  }
}
