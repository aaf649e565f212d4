import { Component, computed, inject, linkedSignal, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CaseKind, ClaimQueue, ClaimRow } from '@halles/contracts';
import { DeskStore } from '../../core/desk.store';
import { ProblemComponent } from '../../core/problem.component';
import { saveFile } from '../../core/save-file';
import { TenantPage } from '../../core/tenant-page';
import { BadgeComponent } from '../../ui/badge.component';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { ClaimPolicyComponent } from './claim-policy.component';
import { ReasonTemplatesComponent } from './reason-templates.component';

/** Claims that wait for the town, the one that waits longest first; the letters to print, and the rule that decides. */
@Component({
  selector: 'console-claims-page',
  imports: [
    BadgeComponent,
    ButtonComponent,
    ChoiceComponent,
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
  /** Where the page of the queue that is read last begins; null for the first one. */
  private readonly after = signal<string | null>(null);
  /** Those that wait for a document, instead of those that wait for a decision. */
  protected readonly awaiting = signal(false);
  private readonly desk = inject(DeskStore);
  /** Whose cases are shown. */
  protected readonly whose = signal<string>('everybody');
  protected readonly whoseOptions = computed(() =>
    (['everybody', 'mine', 'unassigned'] as const).map((value) => ({
      value,
      label: this.t().desk[value],
    })),
  );
  protected readonly queue = this.api.claims(this.tenant, this.after, this.awaiting);
  private readonly toAdd = this.api.additions(this.tenant);
  private readonly requests = this.api.letters(this.tenant);
  /** The claims of all pages that were read. */
  private readonly claims = linkedSignal<ClaimQueue | undefined, readonly ClaimRow[] | undefined>({
    source: this.queue.value,
    computation: (page, previous) => {
      const isFirst = untracked(this.after) === null;
      return page && [...(isFirst ? [] : (previous?.value ?? [])), ...page.claims];
    },
  });

  protected readonly rows = computed(() => {
    const claims = this.claims();
    return (
      claims &&
      claims
        .filter((claim) => this.isWanted('claim', claim.id))
        .map((claim) => ({
          ...claim,
          name: claim.listing.name ?? this.t().listing.unnamed,
          path: this.path('claims', claim.id),
          since: this.day(claim.changedAt),
          kinds:
            claim.proofs.map(({ kind }) => this.t().claims.kinds[kind]).join(', ') || this.t().claims.noProof,
          follower: this.desk.assignee('claim', claim.id),
          waits: claim.awaitsUntil && this.t().documents.awaited(this.day(claim.awaitsUntil)),
          isDisputed: claim.state === 'disputed',
        }))
    );
  });
  protected readonly additions = computed(() =>
    this.toAdd
      .value()
      ?.additions.filter(({ id }) => this.isWanted('addition', id))
      .map((addition) => ({
        ...addition,
        follower: this.desk.assignee('addition', addition.id),
        path: `${this.path('claims')}/ajouts/${addition.id}`,
        since: this.day(addition.createdAt),
      })),
  );
  protected readonly letters = computed(() => this.requests.value()?.letters);
  protected readonly printed = computed(
    () => this.letters()?.filter(({ printedAt }) => printedAt !== null).length ?? 0,
  );
  /** A list that could not be read is not an empty one. */
  protected readonly error = computed(
    () => this.queue.problem() ?? this.toAdd.problem() ?? this.requests.problem(),
  );

  /** Whether a case is among those that are asked for by who follows it. */
  private isWanted(kind: CaseKind, id: string): boolean {
    if (this.whose() === 'everybody') return true;
    const follower = this.desk.view()?.assignees.find((one) => one.kind === kind && one.id === id);
    return this.whose() === 'mine'
      ? follower?.assignee.id === this.desk.view()?.yourself
      : follower === undefined;
  }

  protected load(): void {
    this.after.set(null);
    this.queue.reload();
    this.toAdd.reload();
    this.requests.reload();
  }

  /** Shows the other claims, from the first on. */
  protected show(awaiting: boolean): void {
    this.after.set(null);
    this.awaiting.set(awaiting);
  }

  protected more(): void {
    const next = this.queue.value()?.next;
    if (next) this.after.set(next);
  }

  protected async print(): Promise<void> {
    const claims = (this.letters() ?? []).map(({ claim }) => claim);
    const pending = this.api.printLetters(this.tenant(), claims.slice(0, 100));
    if (!(await this.act(pending, this.t().claims.lettersPrinted))) return;
    const outcome = await pending;
    if (outcome.ok) saveFile(outcome.value, this.t().claims.lettersFile);
    this.requests.reload();
  }
}
