import { DOCUMENT, DestroyRef, Service, computed, inject, signal } from '@angular/core';
import type { CaseKind, OpenCasesView } from '@halles/contracts';
import { TenantApi } from './tenant-api';

/** What waits on the territory that is looked at, and who looks at what: for the menu and for every queue. */
@Service()
export class CaseStore {
  private readonly api = inject(TenantApi);
  private readonly slug = signal<string | undefined>(undefined);
  private readonly read = this.api.openCases(this.slug);
  private readonly count = signal(0);

  /** How often something may have been done since the console was opened: what is told of a queue is read again when it grows. */
  readonly acts = this.count.asReadonly();

  /** Undefined until it was read, and where nobody may read it. */
  readonly view = computed<OpenCasesView | undefined>(() =>
    this.slug() === undefined ? undefined : this.read.value(),
  );

  constructor() {
    const document = inject(DOCUMENT);
    // Who comes back to the tab reads what waits now: a merchant withdrew something, or a colleague decided. No clock asks:
    // it would keep the session of somebody alive who went home.
    const cameBack = (): void => {
      if (!document.hidden) this.acted();
    };
    document.addEventListener('visibilitychange', cameBack);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', cameBack));
  }

  /** The territory that is looked at from now on; the figures are read again even where it is the same. */
  look(tenant: string | undefined): void {
    if (this.slug() === tenant) this.read.reload();
    else this.slug.set(tenant);
  }

  /** Something was done, here or by others: fewer cases may wait. */
  acted(): void {
    this.count.update((acts) => acts + 1);
    if (this.slug() !== undefined) this.read.reload();
  }

  /** The name of whoever looks at a case; empty for nobody. */
  assignee(kind: CaseKind, id: string): string {
    return this.view()?.assignees.find((one) => one.kind === kind && one.id === id)?.assignee.name ?? '';
  }
}
