import { Component, computed, effect, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SECOND } from '@halles/kernel';
import { ButtonComponent } from '../ui/button.component';
import { IconComponent } from '../ui/icon.component';
import { I18nStore } from './i18n/i18n.store';
import type { Problem } from './problem';
import { MissingPage } from './missing-page';
import { isOutage, problemWords } from './problem-words';
import { paths } from './return-path';

const RETRY_EVERY = 5 * SECOND;

/**
 * A call that failed where a page should be: what happened, what to do, a way to try again, or back to the list where there is
 * nothing. While no server answers it tries again by itself.
 */
@Component({
  selector: 'console-problem',
  imports: [ButtonComponent, IconComponent, RouterLink],
  template: `<div role="alert">
      <h1 tabindex="-1">
        <ui-icon name="cross" /><span>{{ words().title }}</span>
      </h1>
      <p class="lead">{{ words().detail }}</p>
    </div>
    @if (isMissing()) {
      <p>
        <a [routerLink]="back()?.path ?? home">{{ wayBack() }}</a>
      </p>
    } @else {
      <div class="problem-ways">
        <button
          uiButton
          type="button"
          [busy]="busy()"
          [busyLabel]="t().outage.retrying"
          (click)="retry.emit()"
        >
          {{ t().common.retry }}
        </button>
        @if (outage()) {
          <p class="problem-note">{{ t().outage.automatic(every()) }}</p>
        }
      </div>
    }`,
  host: { class: 'problem' },
})
export class ProblemComponent {
  readonly problem = input.required<Problem>();
  readonly busy = input(false);
  /** The list that what is not there would be in. */
  readonly back = input<{ readonly path: string; readonly name: string }>();
  readonly retry = output();
  private readonly i18n = inject(I18nStore);
  protected readonly t = this.i18n.texts;
  protected readonly words = computed(() => problemWords(this.problem(), this.t()));
  protected readonly outage = computed(() => isOutage(this.problem()));
  /** Nothing is at the address: trying again changes nothing. */
  protected readonly isMissing = computed(() => this.problem().status === 404);
  protected readonly home = paths.overview;
  protected readonly wayBack = computed(() => {
    const list = this.back();
    return list ? this.t().notFound.backTo(list.name) : this.t().notFound.back;
  });
  protected readonly every = computed(() => this.i18n.format().duration(RETRY_EVERY / SECOND));

  constructor() {
    const page = inject(MissingPage);
    effect((onCleanup) => {
      page.isShown.set(this.isMissing());
      onCleanup(() => page.isShown.set(false));
    });
    effect((onCleanup) => {
      if (!this.outage() || this.busy()) return;
      const timer = setTimeout(() => this.retry.emit(), RETRY_EVERY);
      onCleanup(() => clearTimeout(timer));
    });
  }
}
