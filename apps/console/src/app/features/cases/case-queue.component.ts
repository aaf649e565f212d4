import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { CaseFilter, CaseNature, CaseQueue, CaseQueueName } from '@halles/contracts';
import { AGES, FILTER_PARAMETERS, caseFilterOf } from '../../core/case-filter';
import { pagedList } from '../../core/paged-list';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { BadgeComponent } from '../../ui/badge.component';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { casePath } from './case-path';

type Case = CaseQueue['cases'][number];

/** What waits for the town, the one that waits longest first, narrowed by filters that stand in the address. */
@Component({
  selector: 'console-case-queue',
  imports: [
    BadgeComponent,
    ButtonComponent,
    ChoiceComponent,
    ProblemComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './case-queue.component.html',
})
export class CaseQueueComponent extends TenantPage {
  readonly queue = input.required<CaseQueueName>();
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly parameters = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly filter = computed(() => caseFilterOf(this.parameters()));
  private readonly cases = pagedList(
    (after) => this.api.cases(this.tenant, () => this.queue(), this.filter, after),
    (page) => page.cases,
    this.filter,
  );
  protected readonly read = this.cases.read;

  protected readonly rows = computed(() => this.cases.rows()?.map((one) => this.row(one)));
  protected readonly natures = computed(() => {
    const counted = this.read.value()?.natures ?? [];
    const all = counted.reduce((sum, { count }) => sum + count, 0);
    return [
      { nature: undefined, label: this.t().cases.allNatures, count: this.number(all) },
      ...counted.map(({ nature, count }) => ({
        nature,
        label: this.natureWords(nature),
        count: this.number(count),
      })),
    ];
  });
  protected readonly ages = computed(() => [
    { value: '', label: this.t().cases.anyAge },
    ...AGES.map((value) => ({ value, label: this.t().cases.olderThan(value) })),
  ]);
  protected readonly communes = computed(() => [
    { value: '', label: this.t().cases.anyCommune },
    ...(this.read.value()?.communes ?? []).map(({ code, name, count }) => ({
      value: code,
      label: `${name} (${this.number(count)})`,
    })),
  ]);
  protected readonly followers = computed(() => {
    const { everybody, mine, unassigned } = this.t().cases;
    const view = this.caseStore.view();
    const colleagues = (view?.team ?? []).filter(({ id }) => id !== view?.yourself);
    return [
      { value: '', label: everybody },
      { value: 'mine', label: mine },
      { value: 'nobody', label: unassigned },
      ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
    ];
  });
  protected readonly isNarrowed = computed(() => Object.keys(this.filter()).length > 0);
  /** How much waits, or that nothing does: said once. */
  protected readonly total = computed(() => {
    const total = this.read.value()?.total;
    const { cases } = this.t();
    if (total === undefined) return '';
    if (total === 0) return this.isNarrowed() ? cases.noneLikeThat : cases.noneWaits;
    const withMerchant = this.read.value()?.withMerchant ?? 0;
    const mine = total - withMerchant;
    const { plural } = this.format();
    if (withMerchant === 0) return cases.total(this.number(total), plural(total));
    return [
      ...(mine === 0 ? [] : [cases.total(this.number(mine), plural(mine))]),
      cases.withMerchant(this.number(withMerchant), plural(withMerchant)),
    ].join(' ');
  });

  /** How much waits, by the counters of the menu. */
  private readonly counted = computed(() => JSON.stringify(this.caseStore.view()?.counts ?? null));

  constructor() {
    super();
    let last = this.counted();
    // What the menu counts is what is listed: read from its beginning once that is another number.
    effect(() => {
      const counted = this.counted();
      if (last !== 'null' && counted !== last) untracked(() => this.load());
      last = counted;
    });
  }

  protected load(): void {
    this.cases.restart();
  }

  protected more(): void {
    this.cases.more();
  }

  /** Puts a filter into the address; an empty one is taken out of it. */
  protected async choose(name: keyof CaseFilter, value: string | undefined): Promise<void> {
    await this.router.navigate([], {
      relativeTo: this.route,
      queryParams: { [FILTER_PARAMETERS[name]]: value === '' ? null : (value ?? null) },
      queryParamsHandling: 'merge',
    });
  }

  protected async clear(): Promise<void> {
    const none = Object.values(FILTER_PARAMETERS).map((name) => [name, null]);
    await this.router.navigate([], {
      relativeTo: this.route,
      queryParams: Object.fromEntries(none),
      queryParamsHandling: 'merge',
    });
  }

  private natureWords(nature: CaseNature): string {
    const own = this.t().cases.natures;
    switch (nature) {
      case 'claim':
      case 'dispute':
      case 'addition':
      case 'correction':
      case 'place':
        return own[nature];
      default:
        return this.t().reports.kinds[nature];
    }
  }

  private row(one: Case) {
    const { claims, corrections, reports, cases, history } = this.t();
    const proofs = one.proofs.map((kind) => claims.kinds[kind]).join(', ');
    const facts = {
      claim: [one.person ?? claims.nobody, proofs || claims.noProof],
      addition: [one.person ?? claims.nobody],
      report: [
        one.post ? history.actOn(this.natureWords(one.nature), one.post) : this.natureWords(one.nature),
      ],
      correction: [one.nature === 'place' ? corrections.onePlace : corrections.one],
    }[one.kind];
    return {
      id: one.id,
      name: one.name ?? this.t().listing.unnamed,
      place: one.place,
      path: casePath(this.tenant(), one),
      facts: this.sentence(
        [
          ...facts,
          claims.since(this.day(one.since)),
          ...(one.assignee === null ? [] : [cases.by(one.assignee)]),
        ].join(' · '),
      ),
      message: one.doubt === null ? one.message : corrections.doubts[one.doubt],
      badge: this.badge(one, reports),
    };
  }

  /** What is to be seen of a case at a glance. */
  private badge(one: Case, reports: { readonly withMerchant: string; readonly yours: string }) {
    const { disputed, waits, mayBeThere } = this.t().claims;
    const warn = (words: string) => ({ shape: 'triangle', tone: 'warn', words }) as const;
    const quiet = (words: string) => ({ shape: 'half', tone: 'quiet', words }) as const;
    switch (one.kind) {
      case 'claim':
        return one.nature === 'dispute' ? warn(disputed) : quiet(waits);
      case 'addition':
        return one.mayBeThere ? warn(mayBeThere) : quiet(waits);
      case 'report':
        return one.isWithMerchant
          ? quiet(reports.withMerchant)
          : ({ shape: 'disc', tone: 'warn', words: reports.yours } as const);
      case 'correction':
        return quiet(waits);
    }
  }
}
