import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { DecidedCorrections } from '@halles/contracts';
import { STATE_PARAMETER } from '../../core/case-filter';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { ReasonTemplatesComponent } from '../claims/reason-templates.component';
import { CaseQueueComponent } from '../cases/case-queue.component';

/** The states of reports, each with the word that stands for it in the address; what waits has none. */
const STATES = [
  { state: 'new', parameter: null },
  { state: 'accepted', parameter: 'acceptes' },
  { state: 'refused', parameter: 'refuses' },
] as const;

/** What readers say is wrong and what businesses say by link, the one that waits longest first; and what was decided. */
@Component({
  selector: 'console-reports-page',
  imports: [CaseQueueComponent, ProblemComponent, ReasonTemplatesComponent, RouterLink, SkeletonComponent],
  template: `@if (list.problem() ?? corrections.problem(); as problem) {
      <console-problem
        [problem]="problem"
        [busy]="list.loading() || corrections.loading()"
        (retry)="load()"
      />
    } @else {
      <h1 tabindex="-1">{{ t().titles.reports }}</h1>
      <p class="lead">{{ t().reports.lead }}</p>
      <div class="tenant-states" role="group" [attr.aria-label]="t().reports.byState">
        @for (one of states; track one.state) {
          <a
            class="chip"
            [routerLink]="[]"
            [queryParams]="{ etat: one.parameter }"
            queryParamsHandling="merge"
            [attr.aria-current]="(decided() ?? 'new') === one.state ? 'true' : null"
            >{{ t().reports.states[one.state] }}</a
          >
        }
      </div>
      @if (!decided()) {
        <console-case-queue queue="reports" />
      } @else if (rows(); as reports) {
        <ul class="queue">
          @for (row of reports; track row.id) {
            <li>
              <a class="queue-link" [routerLink]="row.path" queryParamsHandling="preserve">{{ row.name }}</a>
              <span class="queue-facts">{{ row.facts }}</span>
              @if (row.message) {
                <span class="queue-message">{{ row.message }}</span>
              }
            </li>
          } @empty {
            <li class="queue-empty">{{ t().reports.none }}</li>
          }
        </ul>
      } @else {
        <ui-skeleton size="row" [lines]="4" />
      }
      <console-reason-templates queue="reports" />
    }`,
  host: { class: 'page' },
})
export class ReportsPage extends TenantPage {
  private readonly parameters = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  protected readonly states = STATES;
  /** Which answers are looked at; undefined for what waits. */
  protected readonly decided = computed(() => {
    const word = this.parameters().get(STATE_PARAMETER);
    const found = STATES.find(({ parameter }) => parameter === word)?.state;
    return found === 'new' ? undefined : found;
  });
  protected readonly list = this.api.decidedReports(this.tenant, this.decided);
  protected readonly corrections = this.api.decidedCorrections(this.tenant, this.decided);
  /** Reports and corrections together, the one decided last first. */
  protected readonly rows = computed(() => {
    const [reports, corrections] = [this.list.value()?.reports, this.corrections.value()?.corrections];
    if (!reports || !corrections) return undefined;
    const { t } = this;
    return [
      ...reports.map(({ id, listing, kind, message, post, decision, createdAt }) => ({
        id,
        name: listing.name ?? t().listing.unnamed,
        path: this.path('reports', id),
        at: decision?.at ?? createdAt,
        what: post ? t().history.actOn(t().reports.kinds[kind], post) : t().reports.kinds[kind],
        by: decision?.name ?? null,
        message,
      })),
      ...corrections.map(({ id, listing, at, by, fields, address }) => ({
        id,
        name: listing.name ?? t().listing.unnamed,
        path: this.path('reports', `corrections/${id}`),
        at,
        what: `${t().corrections.one}\u00a0: ${this.format().list(fields.map((field) => this.fieldWords(field)))}`,
        by,
        message: address?.join(', ') ?? null,
      })),
    ]
      .toSorted((one, other) => (one.at < other.at ? 1 : -1))
      .map((row) => ({
        ...row,
        facts: this.sentence([row.what, this.day(row.at), ...(row.by === null ? [] : [row.by])].join(' · ')),
      }));
  });

  protected load(): void {
    this.list.reload();
    this.corrections.reload();
  }

  private fieldWords(field: DecidedCorrections['corrections'][number]['fields'][number]): string {
    return this.t().corrections.fields[field];
  }
}
