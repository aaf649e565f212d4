import { Component, computed, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { ClaimCaseView, ClaimDecision, ClaimRow } from '@halles/contracts';
import { Loaded } from '../../core/loaded';
import { ProblemComponent } from '../../core/problem.component';
import { TownPage } from '../../core/town-page';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { TextAreaComponent } from '../../ui/text-area.component';

const REASON_MAX = 2_000;

/** One claim: the sides with their proofs beside each other, what the sources tell, and the decision with its reason. */
@Component({
  selector: 'console-claim-page',
  imports: [
    ButtonComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    ProblemComponent,
    RouterLink,
    SkeletonComponent,
    TextAreaComponent,
  ],
  templateUrl: './claim.page.html',
  host: { class: 'page' },
})
export class ClaimPage extends TownPage {
  protected readonly file = new Loaded<ClaimCaseView>();
  protected readonly decision = signal<ClaimDecision['decision']>('approve');
  protected readonly entry = signal({ reason: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.reason);
      maxLength(path.reason, REASON_MAX);
    },
    {
      submission: {
        action: () => this.decide(),
        onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );
  protected readonly messages = computed(() => ({
    required: this.t().claims.reasonNeeded,
    maxLength: this.t().common.tooLong(String(REASON_MAX)),
  }));
  protected readonly view = computed(() => {
    const file = this.file.value();
    if (!file) return undefined;
    return {
      ...file,
      name: file.claim.listing.name ?? this.t().desk.unnamed,
      sides: [file.claim, ...file.rivals].map((claim, index) => this.side(claim, index)),
      steps: file.events.map((event) => ({
        ...event,
        words: this.t().claims.steps[event.step] ?? event.step,
        day: this.day(event.at),
      })),
    };
  });

  constructor() {
    super();
    void this.load();
  }

  protected async load(): Promise<void> {
    await this.file.load(() => this.api.claim(this.tenant(), this.thing()));
  }

  protected choose(decision: ClaimDecision['decision']): void {
    this.decision.set(decision);
  }

  private side(claim: ClaimRow, index: number) {
    return {
      ...claim,
      heading: index === 0 ? this.t().claims.claimant : this.t().claims.rival,
      since: this.day(claim.createdAt),
      proofs: claim.proofs.map((proof) => ({
        ...proof,
        words: this.t().claims.kinds[proof.kind],
        standing: this.t().claims.proofStates[proof.state],
        day: this.day(proof.at),
        href: proof.document && this.api.documentPath(this.tenant(), claim.id, proof.id),
        isPicture: proof.document !== null && proof.document.type !== 'application/pdf',
      })),
    };
  }

  private async decide(): Promise<void> {
    const decision = { decision: this.decision(), reason: this.entry().reason };
    const said = this.t().claims.decided[decision.decision];
    if (!(await this.act(this.api.decideClaim(this.tenant(), this.thing(), decision), said))) return;
    await this.load();
  }
}
