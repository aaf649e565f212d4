import { Component, input } from '@angular/core';

/**
 * `<button uiButton [busy]="…" busyLabel="…">`. While busy it keeps its focus and its place, says what it is doing,
 * and ignores clicks (aria-disabled rather than disabled, so that the focus is not lost).
 */
@Component({
  selector: 'button[uiButton]',
  template: `@if (busy()) {
      <span class="ui-button-busy" aria-hidden="true"></span>{{ busyLabel() }}
    } @else {
      <ng-content />
    }`,
  host: {
    class: 'ui-button',
    '[attr.data-variant]': 'variant()',
    '[attr.aria-disabled]': 'busy() ? "true" : null',
    '(click)': 'refuseWhileBusy($event)',
  },
})
export class ButtonComponent {
  readonly variant = input<'primary' | 'plain' | 'quiet'>('primary');
  readonly busy = input(false);
  readonly busyLabel = input('');

  protected refuseWhileBusy(event: Event): void {
    if (!this.busy()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
