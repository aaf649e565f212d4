import { Service, computed, inject, signal } from '@angular/core';
import type { AssignCase, CaseKind, DeskView } from '@halles/contracts';
import type { Outcome } from './problem';
import { TenantApi } from './tenant-api';

/** What waits on the territory that is looked at, and who looks at what: for the menu and for every queue. */
@Service()
export class DeskStore {
  private readonly api = inject(TenantApi);
  private readonly slug = signal<string | undefined>(undefined);
  private readonly read = this.api.desk(this.slug);
  private readonly count = signal(0);

  /** How much was done since the console was opened: what is told of a queue is read again when it grows. */
  readonly acts = this.count.asReadonly();

  /** Undefined until it was read, and where nobody may read it. */
  readonly view = computed<DeskView | undefined>(() =>
    this.slug() === undefined ? undefined : this.read.value(),
  );

  /** The territory that is looked at from now on; the figures are read again even where it is the same. */
  look(tenant: string | undefined): void {
    if (this.slug() === tenant) this.read.reload();
    else this.slug.set(tenant);
  }

  /** Something was done: fewer cases may wait. */
  acted(): void {
    this.count.update((acts) => acts + 1);
    if (this.slug() !== undefined) this.read.reload();
  }

  /** The name of whoever looks at a case; empty for nobody. */
  assignee(kind: CaseKind, id: string): string {
    return this.view()?.assignees.find((one) => one.kind === kind && one.id === id)?.assignee.name ?? '';
  }

  /** Gives a case to somebody, or to nobody. What is refused was given to somebody else meanwhile: who, is read again. */
  async assign(
    tenant: string,
    { kind, id }: { readonly kind: CaseKind; readonly id: string },
    body: AssignCase,
  ): Promise<Outcome<void>> {
    const outcome = await this.api.assignCase(tenant, kind, id, body);
    if (!outcome.ok) this.acted();
    return outcome;
  }
}
