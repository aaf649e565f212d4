import { Service, computed, signal } from '@angular/core';
import type { SessionView } from '@halles/contracts';
import type { ApiClient } from './api-client';
import type { Problem } from './problem';

/** Why nobody is signed in: said on the sign-in page. */
export type Absence = 'none' | 'expired' | 'signed-out';

export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable'; readonly problem: Problem }
  | { readonly kind: 'anonymous'; readonly because: Absence }
  | { readonly kind: 'signed-in'; readonly operator: SessionView };

/** Who is signed in, as far as the server has said. */
@Service()
export class SessionStore {
  private readonly current = signal<SessionState>({ kind: 'unknown' });

  readonly state = this.current.asReadonly();
  readonly operator = computed(() => {
    const state = this.current();
    return state.kind === 'signed-in' ? state.operator : undefined;
  });

  /** Asks the server who is signed in. A 401 is an answer; anything else that fails leaves the state unreachable. */
  async load(api: ApiClient): Promise<void> {
    const outcome = await api.session();
    if (outcome.ok) this.begin(outcome.value);
    else if (outcome.problem.status === 401) this.current.set({ kind: 'anonymous', because: 'none' });
    else this.current.set({ kind: 'unreachable', problem: outcome.problem });
  }

  begin(operator: SessionView): void {
    this.current.set({ kind: 'signed-in', operator });
  }

  /** The one-time password has been replaced. */
  passwordChanged(): void {
    const operator = this.operator();
    if (operator) this.begin({ ...operator, mustChangePassword: false });
  }

  expire(): void {
    if (this.operator()) this.current.set({ kind: 'anonymous', because: 'expired' });
  }

  end(): void {
    this.current.set({ kind: 'anonymous', because: 'signed-out' });
  }
}
