import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { ClaimRow } from '@halles/contracts';
import { STATE_PARAMETER } from '../../core/case-filter';
import { pagedList } from '../../core/paged-list';
import { ProblemComponent } from '../../core/problem.component';
import { saveFile } from '../../core/save-file';
import { TenantPage } from '../../core/tenant-page';
import { BadgeComponent } from '../../ui/badge.component';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { CaseQueueComponent } from '../cases/case-queue.component';
import { casePath } from '../cases/case-path';
import { viewWords } from './claim-words';
import { ClaimPolicyComponent } from './claim-policy.component';
import { ReasonTemplatesComponent } from './reason-templates.component';

/** What is looked at, each with the word that stands for it in the address; what waits for a decision has none. */
const VIEWS = [
  { view: 'waiting', parameter: null },
  { view: 'awaiting', parameter: 'attente' },
  { view: 'approved', parameter: 'acceptees' },
  { view: 'refused', parameter: 'refusees' },
  { view: 'additions', parameter: 'ajouts' },
] as const;

/** Claims that wait for the town, the one that waits longest first, and those decided; the letters to print, and the rule that decides. */
@Component({
  selector: 'console-claims-page',
  imports: [
    BadgeComponent,
    ButtonComponent,
    CaseQueueComponent,
    ClaimPolicyComponent,
    NoticeComponent,
    ProblemComponent,
    ReasonTemplatesComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './claims.page.html',
  host: { class: 'page' },
})
export class ClaimsPage extends TenantPage {
  private readonly parameters = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  protected readonly view = computed(() => {
    const word = this.parameters().get(STATE_PARAMETER);
    return VIEWS.find(({ parameter }) => parameter === word)?.view ?? 'waiting';
  });
  protected readonly views = computed(() =>
    VIEWS.map((one) => ({ ...one, words: viewWords(one.view, this.t(), this.i18n.locale()) })),
  );
  /** Requests to be added that were answered, instead of claims. */
  private readonly added = computed(() => this.view() === 'additions');
  /** Which claims are listed here: those that wait for a decision are in the queue of cases. */
  private readonly wanted = computed(() => {
    const view = this.view();
    return view === 'waiting' || view === 'additions' ? undefined : view;
  });
  private readonly answers = this.api.decidedAdditions(this.tenant, this.added);
  protected readonly additions = computed(() =>
    this.answers.value()?.additions.map(({ id, name, place, state, at, by }) => ({
      id,
      name,
      place,
      path: casePath(this.tenant(), { kind: 'addition', id }),
      facts: [this.t().claims.additionAnswered[state], this.day(at), by].filter(Boolean).join(' · '),
    })),
  );
  private readonly claims = pagedList(
    (after) => this.api.claims(this.tenant, this.wanted, after),
    (page) => page.claims,
    this.wanted,
  );
  protected readonly queue = this.claims.read;
  private readonly requests = this.api.letters(this.tenant);

  protected readonly rows = computed(() => this.claims.rows()?.map((claim) => this.row(claim)));
  protected readonly letters = computed(() => this.requests.value()?.letters);
  protected readonly printed = computed(
    () => this.letters()?.filter(({ printedAt }) => printedAt !== null).length ?? 0,
  );
  /** A list that could not be read is not an empty one. */
  protected readonly error = computed(
    () => this.queue.problem() ?? this.requests.problem() ?? this.answers.problem(),
  );

  protected load(): void {
    this.claims.restart();
    this.requests.reload();
    this.answers.reload();
  }

  protected more(): void {
    this.claims.more();
  }

  protected async print(): Promise<void> {
    const claims = (this.letters() ?? []).map(({ claim }) => claim);
    const pending = this.api.printLetters(this.tenant(), claims.slice(0, 100));
    if (!(await this.act(pending, this.t().claims.lettersPrinted))) return;
    const outcome = await pending;
    if (outcome.ok) saveFile(outcome.value, this.t().claims.lettersFile);
    this.requests.reload();
  }

  private row(claim: ClaimRow) {
    const { claims, documents, cases } = this.t();
    const follower = this.caseStore.assignee('claim', claim.id);
    return {
      ...claim,
      name: claim.listing.name ?? this.t().listing.unnamed,
      path: this.path('claims', claim.id),
      facts: [
        claim.claimant?.name ?? claims.nobody,
        claim.proofs.map(({ kind }) => claims.kinds[kind]).join(', ') || claims.noProof,
        claim.awaitsUntil === null ? this.day(claim.changedAt) : claims.since(this.day(claim.changedAt)),
        ...(follower === '' ? [] : [cases.by(follower)]),
      ].join(' · '),
      waits: claim.awaitsUntil && documents.awaited(this.day(claim.awaitsUntil)),
    };
  }
}
