import { NgTemplateOutlet } from '@angular/common';
import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ClaimCaseView, ClaimDecision, ClaimRow, RequestDocument } from '@halles/contracts';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { CaseAssignmentComponent } from '../cases/case-assignment.component';
import { CaseWalkComponent } from '../cases/case-walk.component';
import {
  keepingWords,
  proofStateWords,
  SENT_BY_OWNER,
  stepWords,
  UNDONE,
  undoWords,
  whyWords,
} from './claim-words';
import { DecisionFormComponent } from './decision-form.component';
import { DECIDED_WITH, resultWords, rivalsAfter, rivalsBefore, rivalsUndone } from './dispute-words';
import { DocumentRequestComponent } from './document-request.component';
import { reasonOffers } from './reason-offers';

/** One claim: the sides with their proofs beside each other, what the sources tell, and the decision with its reason. */
@Component({
  selector: 'console-claim-page',
  imports: [
    CaseAssignmentComponent,
    CaseWalkComponent,
    DecisionFormComponent,
    DocumentRequestComponent,
    NgTemplateOutlet,
    NoticeComponent,
    ProblemComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './claim.page.html',
  host: { class: 'page' },
})
export class ClaimPage extends TenantPage {
  protected readonly file = this.api.claim(this.tenant, () => this.thing());
  protected readonly choices = computed(() => {
    const owner = this.file.value()?.owner;
    return (['approve', 'refuse'] as const).map((value) => ({
      value,
      label: this.t().claims[value],
      purpose: value,
      ...(value === 'approve' && owner ? { warning: this.t().claims.takeover(owner.name) } : {}),
    }));
  });
  protected readonly decidedWithHeading = computed(() => DECIDED_WITH[this.i18n.locale()]);
  private readonly sentences = this.api.reasonTemplates(this.tenant);
  /** In the language of whoever is written to. */
  protected readonly templates = computed(() =>
    reasonOffers(this.sentences.value(), this.file.value()?.claim.locale, this.i18n.locale()),
  );
  protected readonly view = computed(() => {
    const file = this.file.value();
    if (!file) return undefined;
    return {
      ...file,
      withdrawal: this.withdrawal(file),
      undo: file.undo && {
        ...undoWords(file.undo.step, this.day(file.undo.until), this.i18n.locale()),
        others: rivalsUndone(file, file.undo.step, this.i18n.locale()),
      },
      before: rivalsBefore(file, this.i18n.locale()),
      decidedWith: file.decidedWith.map((claim) => ({
        id: claim.id,
        words: resultWords(claim, this.i18n.locale()),
      })),
      name: file.claim.listing.name ?? this.t().listing.unnamed,
      owner: file.owner && this.owner(file.owner),
      /** Who may be asked for a document beside the claimant. */
      contestedOwner: file.claim.state === 'disputed' ? (file.owner?.name ?? null) : null,
      formerWords: file.former && this.t().claims.former(file.former.name, this.day(file.former.until)),
      awaits: file.claim.awaitsUntil && this.t().documents.awaited(this.day(file.claim.awaitsUntil)),
      sides: [file.claim, ...file.rivals].map((claim, index) => this.side(claim, index)),
      steps: file.events.map((event) => ({
        ...event,
        words: stepWords(event, this.t(), this.i18n.locale()),
        day: this.day(event.at),
        why: whyWords(event, this.i18n.locale()),
      })),
      sources: file.listing.sources.map(({ source, reportedOn, name, address, phone, email, siret }) => ({
        name,
        address,
        heading: `${this.t().listing.sources[source] ?? source} · ${this.day(reportedOn)}`,
        facts: [this.phone(phone), email, this.siret(siret)].filter(Boolean).join(' · '),
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
    const { choice, reason } = outcome;
    const decision =
      choice === 'refuse' ? { decision: choice, reason } : { decision: choice, reason: reason || null };
    const rivals = this.file.value()?.rivals ?? [];
    const announcement = [
      this.t().claims.decided[choice],
      ...rivalsAfter({ rivals }, choice, this.i18n.locale()),
    ].join(' ');
    await this.act(this.api.decideClaim(this.tenant(), this.thing(), decision), announcement);
    if (this.isOutdated()) this.load();
  }

  protected async undo(reason: string): Promise<void> {
    const done = this.api.undoClaim(this.tenant(), this.thing(), { reason });
    await this.act(done, UNDONE[this.i18n.locale()]);
    if (this.isOutdated()) this.load();
  }

  protected async ask(request: RequestDocument): Promise<void> {
    const pending = this.api.requestDocument(this.tenant(), this.thing(), request);
    await this.act(pending, this.t().documents.asked);
    if (this.isOutdated()) this.load();
  }

  /** Who withdrew the claim and when; null of others. */
  private withdrawal({ claim, events }: ClaimCaseView): string | null {
    const step = claim.state === 'withdrawn' ? events.findLast(({ step }) => step === 'withdraw') : undefined;
    return step ? this.t().claims.withdrawn(this.day(step.at), step.by) : null;
  }

  /** Who keeps the page, with what they proved it by. */
  private owner({
    since,
    cause,
    by,
    proofs,
    claim,
    documents,
    awaitsUntil,
    ...owner
  }: NonNullable<ClaimCaseView['owner']>) {
    return {
      ...owner,
      awaits: awaitsUntil && this.t().documents.awaited(this.day(awaitsUntil)),
      sent: SENT_BY_OWNER[this.i18n.locale()],
      documents: documents.map((proof) => this.sentDocument(proof, claim ?? '')),
      how: [keepingWords({ cause, proofs }, this.i18n.locale()), by, this.day(since)]
        .filter((part) => part)
        .join(' · '),
      proofs: proofs.map((proof) => this.proof(proof, 'approved')),
    };
  }

  private proof(proof: ClaimRow['proofs'][number], claim: ClaimRow['state']) {
    return {
      ...proof,
      words: this.t().claims.kinds[proof.kind],
      stateWords: proofStateWords(proof, claim, this.t(), this.i18n.locale()),
      day: this.day(proof.at),
      shown: this.contact(proof),
    };
  }

  /** Where a code went, as people read it. */
  private contact({ kind, contact }: ClaimRow['proofs'][number]): string {
    return kind === 'phone-code' ? this.phone(contact) : (contact ?? '');
  }

  private side(claim: ClaimRow, index: number) {
    return {
      ...claim,
      heading: index === 0 ? this.t().claims.claimant : this.t().claims.rival,
      since: this.day(claim.createdAt),
      // Of the claim that is looked at, a notice above says so.
      awaits: index > 0 && claim.awaitsUntil && this.t().documents.awaited(this.day(claim.awaitsUntil)),
      proofs: claim.proofs.map((proof) => this.sentDocument(proof, claim.id, claim.state)),
    };
  }

  /** A proof with the address of its document, where it has one. */
  private sentDocument(
    proof: ClaimRow['proofs'][number],
    claim: string,
    state: ClaimRow['state'] = 'approved',
  ) {
    return {
      ...this.proof(proof, state),
      href: proof.document && this.api.documentPath(this.tenant(), claim, proof.id),
      isPicture: proof.document !== null && proof.document.type !== 'application/pdf',
    };
  }
}
