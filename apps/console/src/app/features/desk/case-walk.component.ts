import { Component, computed, inject, input } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { CaseKind } from '@halles/contracts';
import { caseFilterOf } from '../../core/case-filter';
import { TenantPage } from '../../core/tenant-page';
import { casePath } from './case-path';

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
  private readonly read = this.api.casePlace(
    this.tenant,
    () => ({ kind: this.kind(), id: this.thing() }),
    computed(() => caseFilterOf(this.parameters())),
  );
  // Read once, when the case is opened: one that is decided on keeps its neighbours.
  protected readonly around = computed(() => {
    const found = this.read.value();
    if (!found) return undefined;
    const { previous, next, place, total } = found;
    return {
      previous: previous && casePath(this.tenant(), previous),
      next: next && casePath(this.tenant(), next),
      place: place === null ? '' : this.t().desk.place(this.number(place), this.number(total)),
    };
  });
}
