import { Component, computed, inject, input } from '@angular/core';
import type { Overview } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';
import { BadgeComponent } from '../../ui/badge.component';
import { SkeletonComponent } from '../../ui/skeleton.component';

/** What the portals have handed over and that has not left yet. */
@Component({
  selector: 'console-outbox-figures',
  imports: [BadgeComponent, SkeletonComponent],
  templateUrl: './outbox-figures.component.html',
})
export class OutboxFiguresComponent {
  readonly outbox = input<Overview['health']['outbox'] | undefined>();
  /** False when the database does not answer: the figures that come are then no figures. */
  readonly known = input(true);
  private readonly i18n = inject(I18nStore);
  protected readonly t = this.i18n.texts;
  protected readonly format = this.i18n.format;
  protected readonly placeholders = [0, 1, 2, 3] as const;
  protected readonly oldest = computed(() => {
    const seconds = this.outbox()?.oldestPendingSeconds ?? null;
    return seconds === null ? undefined : this.i18n.format().duration(seconds);
  });
}
