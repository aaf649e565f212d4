import { Component, inject, input, output } from '@angular/core';
import { I18nStore } from '../../core/i18n/i18n.store';
import { ButtonComponent } from '../../ui/button.component';

/** Takes an answer back, with what it changed: what was answered waits again. */
@Component({
  selector: 'console-reopen-decision',
  imports: [ButtonComponent],
  template: `<button
    uiButton
    type="button"
    variant="plain"
    [busy]="busy()"
    [busyLabel]="t().listing.saving"
    (click)="asked.emit()"
  >
    {{ changed() ? t().reports.reopenChanged : t().reports.reopen }}
  </button>`,
  host: { class: 'row-actions' },
})
export class ReopenDecisionComponent {
  protected readonly t = inject(I18nStore).texts;
  readonly busy = input(false);
  /** Whether the answer changed the page. */
  readonly changed = input(true);
  readonly asked = output();
}
