import { Component, computed, inject, input, output } from '@angular/core';
import { ButtonComponent } from '../ui/button.component';
import { NoticeComponent } from '../ui/notice.component';
import { I18nStore } from './i18n/i18n.store';
import type { Problem } from './problem';
import { problemWords } from './problem-words';

/** A call that failed where a screen should be: what happened, what to do, and a way to try again. */
@Component({
  selector: 'console-problem',
  imports: [ButtonComponent, NoticeComponent],
  template: `<ui-notice tone="bad" [alert]="true" [heading]="words().title" [detail]="words().detail">
    <p>
      <button
        uiButton
        type="button"
        variant="plain"
        [busy]="busy()"
        [busyLabel]="t().outage.retrying"
        (click)="retry.emit()"
      >
        {{ t().common.retry }}
      </button>
    </p>
  </ui-notice>`,
  host: { class: 'problem' },
})
export class ProblemComponent {
  readonly problem = input.required<Problem>();
  readonly busy = input(false);
  readonly retry = output();
  protected readonly t = inject(I18nStore).texts;
  protected readonly words = computed(() => problemWords(this.problem(), this.t()));
}
