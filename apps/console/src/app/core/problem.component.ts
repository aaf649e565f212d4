import { Component, computed, effect, inject, input, output } from '@angular/core';
import { SECOND } from '@halles/kernel';
import { ButtonComponent } from '../ui/button.component';
import { IconComponent } from '../ui/icon.component';
import { I18nStore } from './i18n/i18n.store';
import type { Problem } from './problem';
import { isOutage, problemWords } from './problem-words';

const RETRY_EVERY = 5 * SECOND;

/**
 * A call that failed where a page should be: what happened, what to do, a way to try again. While no server answers
 * it tries again by itself.
 */
@Component({
  selector: 'console-problem',
  imports: [ButtonComponent, IconComponent],
  template: `<div role="alert">
      <h1 tabindex="-1">
        <ui-icon name="cross" /><span>{{ words().title }}</span>
      </h1>
      <p class="lead">{{ words().detail }}</p>
    </div>
    <div class="problem-ways">
      <button uiButton type="button" [busy]="busy()" [busyLabel]="t().outage.retrying" (click)="retry.emit()">
        {{ t().common.retry }}
      </button>
      @if (outage()) {
        <p class="problem-note">{{ t().outage.automatic(every()) }}</p>
      }
    </div>`,
  host: { class: 'problem' },
})
export class ProblemComponent {
  readonly problem = input.required<Problem>();
  readonly busy = input(false);
  readonly retry = output();
  private readonly i18n = inject(I18nStore);
  protected readonly t = this.i18n.texts;
  protected readonly words = computed(() => problemWords(this.problem(), this.t()));
  protected readonly outage = computed(() => isOutage(this.problem()));
  protected readonly every = computed(() => this.i18n.format().duration(RETRY_EVERY / SECOND));

  constructor() {
    effect((onCleanup) => {
      if (!this.outage() || this.busy()) return;
      const timer = setTimeout(() => this.retry.emit(), RETRY_EVERY);
      onCleanup(() => clearTimeout(timer));
    });
  }
}
