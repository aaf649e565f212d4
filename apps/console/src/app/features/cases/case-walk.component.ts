import { Component, computed, effect, inject, input, linkedSignal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { CaseKind, CasePlaceView } from '@halles/contracts';
import { caseFilterOf } from '../../core/case-filter';
import { TenantPage } from '../../core/tenant-page';
import { casePath } from './case-path';

/** The ways from one case to those beside it in its queue, under the filters that it was opened with. */
@Component({
  selector: 'console-case-walk',
  imports: [RouterLink],
  template: `@if (around(); as beside) {
    <nav class="row-actions case-walk" [attr.aria-label]="t().cases.walk">
      @if (beside.previous; as path) {
        <a [routerLink]="path" queryParamsHandling="preserve" data-case="previous">{{
          t().cases.previous
        }}</a>
      }
      @if (beside.next; as path) {
        <a [routerLink]="path" queryParamsHandling="preserve" data-case="next">{{ t().cases.next }}</a>
      } @else if (beside.isLast) {
        <span class="page-note">{{ t().cases.last }}</span>
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
  private readonly filter = computed(() => caseFilterOf(this.parameters()));
  private readonly read = this.api.casePlace(
    this.tenant,
    () => ({ kind: this.kind(), id: this.thing() }),
    this.filter,
  );
  /** As when the case waited last: one that is decided on keeps its neighbours. */
  private readonly beside = linkedSignal<CasePlaceView | undefined, CasePlaceView | undefined>({
    source: this.read.value,
    computation: (latest, previous) => (latest?.place == null ? (previous?.value ?? latest) : latest),
  });
  /** Of a case that was decided on here, the one behind it: it may be decided on as well by now. */
  private readonly behind = computed(() => {
    const kept = this.beside();
    if (this.read.value()?.place !== null || kept?.place == null) return undefined;
    return kept.next ?? undefined;
  });
  private readonly readBehind = this.api.casePlace(this.tenant, this.behind, this.filter);
  protected readonly around = computed(() => {
    const [latest, kept] = [this.read.value(), this.beside()];
    if (!latest || !kept) return undefined;
    const behind = this.readBehind.value()?.place == null ? undefined : this.behind();
    // What waits no more leads to what does: to the one behind it, else to the one that waits longest.
    const next = behind ?? latest.next;
    return {
      previous: kept.previous && casePath(this.tenant(), kept.previous),
      next: next && casePath(this.tenant(), next),
      isLast: latest.place !== null,
      place: this.placeWords(latest),
    };
  });

  constructor() {
    super();
    const before = this.caseStore.acts();
    // How much waits is told as it is after a decision, here as in the menu.
    effect(() => {
      if (this.caseStore.acts() > before) untracked(() => this.read.reload());
    });
  }

  /** Where the case stands; of one that waits no more, how much does. */
  private placeWords({ place, total }: CasePlaceView): string {
    const { cases } = this.t();
    if (place !== null) return cases.place(this.number(place), this.number(total));
    const none = Object.keys(this.filter()).length > 0 ? cases.noneLikeThat : cases.noneWaits;
    return total === 0 ? none : cases.total(this.number(total), this.plural(total));
  }
}
