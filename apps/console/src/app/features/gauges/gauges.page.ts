import { Component, computed, inject, signal } from '@angular/core';
import type { GaugeRuleState, GaugeRuleView } from '@halles/contracts';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { BadgeComponent } from '../../ui/badge.component';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { GaugeApi } from './gauge-api';
import { gaugeWords } from './gauge-words';
import { entryOfRule } from './gauge-entry';
import { OccupancyComponent } from './occupancy.component';
import { type GaugeDraft, GaugeRuleFormComponent } from './gauge-rule-form.component';

const signs = {
  'in-force': { shape: 'check', tone: 'good' },
  coming: { shape: 'half', tone: 'warn' },
  over: { shape: 'ring', tone: 'quiet' },
  ended: { shape: 'cross', tone: 'quiet' },
} as const satisfies Record<GaugeRuleState, object>;

/** The rules of a territory on how many people may be in its places: written, changed and ended. */
@Component({
  selector: 'console-gauges-page',
  imports: [
    BadgeComponent,
    ButtonComponent,
    GaugeRuleFormComponent,
    NoticeComponent,
    OccupancyComponent,
    ProblemComponent,
    SkeletonComponent,
  ],
  templateUrl: './gauges.page.html',
  host: { class: 'page' },
})
export class GaugesPage extends TenantPage {
  private readonly gauges = inject(GaugeApi);
  protected readonly words = computed(() => gaugeWords[this.i18n.locale()]);
  protected readonly list = this.gauges.rules(this.tenant);
  protected readonly draft = signal<GaugeDraft | undefined>(undefined);
  protected readonly rows = computed(() =>
    this.list.value()?.rules.map((view) => ({
      view,
      ...{ id: view.id, title: view.rule.title, text: view.rule.text },
      ...{ source: view.rule.source, sourceUrl: view.rule.sourceUrl },
      sign: signs[view.state],
      state: this.words().states[view.state],
      words: this.wordsOf(view),
      days: this.words().days(this.day(view.rule.firstDay), this.day(view.rule.lastDay)),
      zone: this.zoneOf(view),
      canChange: view.state === 'in-force' || view.state === 'coming',
      canResume: view.state === 'ended' && view.rule.lastDay >= (this.list.value()?.today ?? ''),
    })),
  );

  protected load(): void {
    this.list.reload();
  }

  protected add(): void {
    this.forgetAnswer();
    this.draft.set({ from: null, isNew: true });
  }

  protected change(view: GaugeRuleView, isNew: boolean): void {
    this.forgetAnswer();
    this.draft.set({ from: view, isNew });
  }

  protected saved(words: string): void {
    this.draft.set(undefined);
    this.announcement.set(words);
    this.load();
  }

  protected async end({ id, version, rule }: GaugeRuleView, isEnded: boolean): Promise<void> {
    const words = isEnded ? this.words().ended(rule.title) : this.words().resumed(rule.title);
    await this.act(this.gauges.end(this.tenant(), id, { version, isEnded }), words);
    if (this.isOutdated()) this.load();
  }

  protected async loadExamples(): Promise<void> {
    if (await this.act(this.gauges.loadExamples(this.tenant()), this.words().examplesLoaded)) this.load();
  }

  private wordsOf({ rule }: GaugeRuleView): string {
    const words = this.words();
    const { amount, opens, closes } = entryOfRule(rule);
    return words.rule(rule.formula.kind, { amount, opens, closes });
  }

  private zoneOf({ rule }: GaugeRuleView): string {
    const list = this.list.value();
    const locale = this.i18n.locale();
    const { everywhere, everyTrade } = this.words();
    const named = new Map(
      [
        ...(list?.communes ?? []),
        ...(list?.branches.flatMap(({ leaves, ...branch }) => [branch, ...leaves]) ?? []),
      ].map(({ id, label }) => [id, label[locale]]),
    );
    const words = (ids: readonly string[], none: string): string =>
      ids.length === 0 ? none : ids.map((id) => named.get(id) ?? id).join(', ');
    return `${words(rule.communes, everywhere)} · ${words(rule.categories, everyTrade)}`;
  }
}
