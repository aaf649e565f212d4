import { Component, computed, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdditionQueue, ClaimQueue, ClaimRow, LetterRequests } from '@halles/contracts';
import { Loaded } from '../../core/loaded';
import { ProblemComponent } from '../../core/problem.component';
import { saveFile } from '../../core/save-file';
import { TenantPage } from '../../core/tenant-page';
import { BadgeComponent } from '../../ui/badge.component';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { ClaimPolicyComponent } from './claim-policy.component';

/** Claims that wait for the town, the one that waits longest first; the letters to print, and the rule that decides. */
@Component({
  selector: 'console-claims-page',
  imports: [
    BadgeComponent,
    ButtonComponent,
    ClaimPolicyComponent,
    NoticeComponent,
    ProblemComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './claims.page.html',
  host: { class: 'page' },
})
export class ClaimsPage extends TenantPage {
  protected readonly queue = new Loaded<ClaimQueue>();
  private readonly toAdd = new Loaded<AdditionQueue>();
  private readonly requests = new Loaded<LetterRequests>();
  private readonly earlier = signal<readonly ClaimRow[]>([]);

  protected readonly rows = computed(() => {
    const queue = this.queue.value();
    return (
      queue &&
      [...this.earlier(), ...queue.claims].map((claim) => ({
        ...claim,
        name: claim.listing.name ?? this.t().listing.unnamed,
        path: this.path('claims', claim.id),
        since: this.day(claim.changedAt),
        kinds:
          claim.proofs.map(({ kind }) => this.t().claims.kinds[kind]).join(', ') || this.t().claims.noProof,
        isDisputed: claim.state === 'disputed',
      }))
    );
  });
  protected readonly additions = computed(() =>
    this.toAdd.value()?.additions.map((addition) => ({
      ...addition,
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

  constructor() {
    super();
    void this.load();
  }

  protected async load(): Promise<void> {
    this.earlier.set([]);
    await Promise.all([
      this.queue.load(() => this.api.claims(this.tenant(), null)),
      this.toAdd.load(() => this.api.additions(this.tenant())),
      this.requests.load(() => this.api.letters(this.tenant())),
    ]);
  }

  protected async more(): Promise<void> {
    const queue = this.queue.value();
    if (!queue?.next) return;
    this.earlier.update((rows) => [...rows, ...queue.claims]);
    await this.queue.load(() => this.api.claims(this.tenant(), queue.next));
  }

  protected async print(): Promise<void> {
    const claims = (this.letters() ?? []).map(({ claim }) => claim);
    const pending = this.api.printLetters(this.tenant(), claims.slice(0, 100));
    if (!(await this.act(pending, this.t().claims.lettersPrinted))) return;
    const outcome = await pending;
    if (outcome.ok) saveFile(outcome.value, this.t().claims.lettersFile);
    await this.requests.load(() => this.api.letters(this.tenant()));
  }
}
