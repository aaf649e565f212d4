import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { I18nStore } from '../../core/i18n/i18n.store';

/** The ways from one case to those beside it in its queue. */
@Component({
  selector: 'console-case-walk',
  imports: [RouterLink],
  template: `@if (around(); as beside) {
    <nav class="row-actions" [attr.aria-label]="t().desk.walk">
      @if (beside.previous; as path) {
        <a [routerLink]="path" data-case="previous">{{ t().desk.previous }}</a>
      }
      @if (beside.next; as path) {
        <a [routerLink]="path" data-case="next">{{ t().desk.next }}</a>
      } @else {
        <span class="page-note">{{ t().desk.last }}</span>
      }
    </nav>
  }`,
})
export class CaseWalkComponent {
  /** Addresses of the queue, in its order; undefined while it is not read. */
  readonly queue = input.required<readonly string[] | undefined>();
  /** The address of the case that is shown; the first one is next where it is not in the queue any more. */
  readonly here = input.required<string>();
  protected readonly t = inject(I18nStore).texts;
  protected readonly around = computed(() => {
    const queue = this.queue();
    if (!queue) return undefined;
    const at = queue.indexOf(this.here());
    return { previous: queue[at - 1], next: at === -1 ? queue[0] : queue[at + 1] };
  });
}
