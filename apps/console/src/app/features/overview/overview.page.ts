import { Component, computed, inject } from '@angular/core';
import { I18nStore } from '../../core/i18n/i18n.store';
import { ProblemComponent } from '../../core/problem.component';
import { IconComponent } from '../../ui/icon.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { EngineStripComponent } from './engine-strip.component';
import { FeedStatusComponent } from './feed-status.component';
import { OutboxFiguresComponent } from './outbox-figures.component';
import { OverviewStore } from './overview.store';
import { census, headline } from './summary';
import { TenantTableComponent } from './tenant-table.component';

/** The first page: is all well, and if not, what and where. */
@Component({
  selector: 'console-overview-page',
  imports: [
    EngineStripComponent,
    FeedStatusComponent,
    IconComponent,
    OutboxFiguresComponent,
    ProblemComponent,
    SkeletonComponent,
    TenantTableComponent,
  ],
  providers: [OverviewStore],
  templateUrl: './overview.page.html',
  host: { class: 'overview' },
})
export class OverviewPage {
  private readonly i18n = inject(I18nStore);
  protected readonly store = inject(OverviewStore);
  protected readonly t = this.i18n.texts;

  protected readonly headline = computed(() => {
    const overview = this.store.overview();
    return overview && headline(overview, this.t().overview, this.i18n.format());
  });
  protected readonly census = computed(() => {
    const overview = this.store.overview();
    return overview && census(overview, this.t().overview, this.i18n.format());
  });

  protected readonly database = computed(
    () =>
      !this.store
        .overview()
        ?.health.engines.some(({ name, state }) => name === 'postgres' && state === 'down'),
  );

  constructor() {
    void this.store.start();
  }
}
