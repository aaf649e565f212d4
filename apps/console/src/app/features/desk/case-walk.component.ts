import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { CaseKind } from '@halles/contracts';
import { caseFilterOf } from '../../core/case-filter';
import { TenantPage } from '../../core/tenant-page';
import { casePath } from './case-path';

/** The queue that cases of a kind stand in. */
const QUEUE_OF = {
  claim: 'claims',
  addition: 'claims',
  report: 'reports',
  correction: 'reports',
} as const satisfies Record<CaseKind, string>;

/** The ways from one case to those beside it in its queue, under the filters that it was opened with. */
@Component({
  selector: 'console-case-walk',
  imports: [RouterLink],
  template: `@if (around(); as beside) {
    <nav class="row-actions case-walk" [attr.aria-label]="t().desk.walk">
      @if (beside.previous; as path) {
        <a [routerLink]="path" queryParamsHandling="preserve" data-case="previous">{{ t().desk.previous }}</a>
      }
      @if (beside.next; as path) {
        <a [routerLink]="path" queryParamsHandling="preserve" data-case="next">{{ t().desk.next }}</a>
      } @else {
        <span class="page-note">{{ t().desk.last }}</span>
      }
      @if (beside.place; as place) {
        <span class="page-note">{{ place }}</span>
      }
    </nav>
  }`,
})
export class CaseWalkComponent extends TenantPage {
  readonly kind = input.required<CaseKind>();
  private readonly parameters = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  private readonly read = this.api.cases(
    this.tenant,
    () => QUEUE_OF[this.kind()],
    computed(() => caseFilterOf(this.parameters())),
    () => null,
  );
  /** The queue as it was when the case was opened: a case that is decided on keeps its neighbours. */
  private readonly queue = linkedSignal<readonly string[] | undefined, readonly string[] | undefined>({
    source: () => this.read.value()?.cases.map((one) => casePath(this.tenant(), one)),
    computation: (paths, previous) => previous?.value ?? paths,
  });
  protected readonly around = computed(() => {
    const queue = this.queue();
    if (!queue) return undefined;
    const at = queue.indexOf(casePath(this.tenant(), { kind: this.kind(), id: this.thing() }));
    const total = this.read.value()?.total ?? queue.length;
    return {
      previous: queue[at - 1],
      next: at === -1 ? queue[0] : queue[at + 1],
      place: at === -1 ? '' : this.t().desk.place(this.number(at + 1), this.number(total)),
    };
  });
}
