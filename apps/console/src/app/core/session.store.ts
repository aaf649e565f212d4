import { Service, computed, signal } from '@angular/core';
import type { Menu, SessionView } from '@halles/contracts';
import type { ApiClient } from './api-client';
import type { Problem } from './problem';

/** Why nobody is signed in: said on the sign-in page. */
export type SignedOutReason = 'none' | 'expired' | 'signed-out' | 'welcome';

export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable'; readonly problem: Problem }
  | { readonly kind: 'anonymous'; readonly reason: SignedOutReason }
  | { readonly kind: 'signed-in'; readonly account: SessionView };

/** Who is signed in, as far as the server has said. */
@Service()
export class SessionStore {
  private readonly current = signal<SessionState>({ kind: 'unknown' });

  readonly state = this.current.asReadonly();
  readonly account = computed(() => {
    const state = this.current();
    return state.kind === 'signed-in' ? state.account : undefined;
  });
  /** What the account may see, as the server computed it. */
  readonly menu = computed<Menu>(() => this.account()?.menu ?? { platform: [], tenants: [] });

  /** Asks the server who is signed in, also after each step that changes what they may do. A 401 is an answer; anything else that fails leaves the state unreachable. */
  async load(api: ApiClient): Promise<void> {
    const outcome = await api.session();
    if (outcome.ok) this.begin(outcome.value);
    else if (outcome.problem.status === 401) this.current.set({ kind: 'anonymous', reason: 'none' });
    else this.current.set({ kind: 'unreachable', problem: outcome.problem });
  }

  begin(account: SessionView): void {
    this.current.set({ kind: 'signed-in', account });
  }

  expire(): void {
    if (this.account()) this.current.set({ kind: 'anonymous', reason: 'expired' });
  }

  end(): void {
    this.current.set({ kind: 'anonymous', reason: 'signed-out' });
  }

  /** An invitation was accepted: the account waits to be signed in to. */
  welcome(): void {
    this.current.set({ kind: 'anonymous', reason: 'welcome' });
  }
}
