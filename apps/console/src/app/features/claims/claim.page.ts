import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ClaimDecision, ClaimRow } from '@halles/contracts';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { DecisionFormComponent } from './decision-form.component';

/** One claim: the sides with their proofs beside each other, what the sources tell, and the decision with its reason. */
@Component({
  selector: 'console-claim-page',
  imports: [DecisionFormComponent, NoticeComponent, ProblemComponent, RouterLink, SkeletonComponent],
  templateUrl: './claim.page.html',
  host: { class: 'page' },
})
export class ClaimPage extends TenantPage {
  protected readonly file = this.api.claim(this.tenant, () => this.thing());
  protected readonly choices = computed(() =>
    (['approve', 'refuse'] as const).map((value) => ({ value, label: this.t().claims[value] })),
  );
  protected readonly view = computed(() => {
    const file = this.file.value();
    if (!file) return undefined;
    return {
      ...file,
      name: file.claim.listing.name ?? this.t().listing.unnamed,
      sides: [file.claim, ...file.rivals].map((claim, index) => this.side(claim, index)),
      steps: file.events.map((event) => ({
        ...event,
        words: this.t().claims.steps[event.step] ?? event.step,
        day: this.day(event.at),
      })),
    };
  });

  protected load(): void {
    this.file.reload();
  }

  protected async decide(outcome: {
    readonly choice: ClaimDecision['decision'];
    readonly reason: string;
  }): Promise<void> {
    const decision = { decision: outcome.choice, reason: outcome.reason };
    const said = this.t().claims.decided[outcome.choice];
    if (!(await this.act(this.api.decideClaim(this.tenant(), this.thing(), decision), said))) return;
    this.load();
  }

  private side(claim: ClaimRow, index: number) {
    return {
      ...claim,
      heading: index === 0 ? this.t().claims.claimant : this.t().claims.rival,
      since: this.day(claim.createdAt),
      proofs: claim.proofs.map((proof) => ({
        ...proof,
        words: this.t().claims.kinds[proof.kind],
        stateWords: this.t().claims.proofStates[proof.state],
        day: this.day(proof.at),
        href: proof.document && this.api.documentPath(this.tenant(), claim.id, proof.id),
        isPicture: proof.document !== null && proof.document.type !== 'application/pdf',
      })),
    };
  }
}
