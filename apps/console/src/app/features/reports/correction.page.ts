import { Component, computed, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CorrectionView, DecideCorrection, ReasonPurpose } from '@halles/contracts';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { CaseAssignmentComponent } from '../cases/case-assignment.component';
import { CaseWalkComponent } from '../cases/case-walk.component';
import { reasonOffers } from '../claims/reason-offers';
import { factName, townWords } from '../listings/town-words';
import { DecisionFormComponent, type ReasonOffer } from '../claims/decision-form.component';
import { MoveMapComponent } from './move-map.component';
import { directionOf } from './move-plan';
import { PlaceEditComponent } from './place-edit.component';
import { ReopenDecisionComponent } from './reopen-decision.component';

/** What the sentences of reports are for, as the form of a decision names its answers. */
const ANSWERS: Readonly<Partial<Record<ReasonPurpose, ReasonPurpose>>> = {
  'accept-report': 'approve',
  'refuse-report': 'refuse',
};

type Change = CorrectionView['changes'][number];

/** What was said by a mailed link or asked by who keeps the page: what it shows now beside what it would show, and the answer. */
@Component({
  selector: 'console-correction-page',
  imports: [
    CaseAssignmentComponent,
    CaseWalkComponent,
    DecisionFormComponent,
    MoveMapComponent,
    NoticeComponent,
    PlaceEditComponent,
    ProblemComponent,
    ReopenDecisionComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './correction.page.html',
  host: { class: 'page' },
})
export class CorrectionPage extends TenantPage {
  protected readonly file = this.api.correction(this.tenant, () => this.thing());
  private readonly edit = viewChild(PlaceEditComponent);
  protected readonly view = computed(() => {
    const correction = this.file.value();
    if (!correction) return undefined;
    const { isToDecide, listing, askedBy, decision, withdrawal, place: asked } = correction;
    return {
      isDecided: !isToDecide,
      decision: decision && {
        ...decision,
        // The agent moved the pin alone: the address reads the same.
        isPinMoved: decision.asked !== null && decision.asked.join() === decision.place?.join(),
        words: this.t().corrections.answered[decision.state](this.day(decision.at), decision.by),
      },
      withdrawal: withdrawal && this.t().claims.withdrawn(this.day(withdrawal.at), withdrawal.by),
      name: listing.name ?? this.t().listing.unnamed,
      place: listing.place,
      asked,
      askedBy,
      correction: isToDecide && {
        ...correction,
        received: this.t().corrections.receivedOn(this.day(correction.createdAt), correction.askedBy),
        move: this.move(correction.changes),
        doubt: correction.doubt === null ? '' : this.t().corrections.doubts[correction.doubt],
        sides: (['before', 'after'] as const).map((side) => ({
          side,
          heading: this.t().corrections[side],
          facts: correction.changes.map((change) => this.fact(change, side)),
        })),
      },
    };
  });
  protected readonly choices = computed(() =>
    (['accept', 'refuse'] as const).map((value) => ({
      value,
      label: this.t().corrections[value],
      purpose: value === 'refuse' ? ('refuse' as const) : ('approve' as const),
    })),
  );

  private readonly sentences = this.api.reasonTemplates(this.tenant);
  /** Those of reports, in the agent's own language: the town has one set of sentences for what others say of a page. */
  protected readonly templates = computed(() =>
    reasonOffers(this.sentences.value(), this.i18n.locale(), this.i18n.locale()).flatMap(
      (offer): ReasonOffer[] => {
        const purpose = ANSWERS[offer.purpose];
        return purpose ? [{ ...offer, purpose }] : [];
      },
    ),
  );

  protected override fieldName(pointer: string): string {
    return factName(pointer, townWords(this.i18n.locale()));
  }

  protected load(): void {
    this.file.reload();
  }

  protected async decide(outcome: {
    readonly choice: DecideCorrection['decision'];
    readonly reason: string;
  }): Promise<void> {
    const { choice, reason } = outcome;
    const { decided, acceptedEdited } = this.t().corrections;
    // What was corrected of a place that is refused counts for nothing.
    const address = choice === 'accept' ? (this.edit()?.read() ?? null) : null;
    if (address === 'invalid') return;
    const decision =
      choice === 'accept' ? { decision: choice, reason, address } : { decision: choice, reason };
    const pending = this.api.decideCorrection(this.tenant(), this.thing(), decision);
    await this.act(pending, address ? acceptedEdited : decided[choice]);
    if (this.isOutdated()) this.load();
  }

  protected async reopen(): Promise<void> {
    await this.act(this.api.reopenCorrection(this.tenant(), this.thing()), this.t().corrections.reopened);
    if (this.isOutdated()) this.load();
  }

  /** How far the new place is from the one that the page has, and which way; null where it moves nothing, or nobody knows. */
  private move(changes: readonly Change[]) {
    const place = changes.find((change) => change.field === 'address');
    const from = place?.before?.point;
    const to = place?.after?.point;
    if (place?.metres == null || !from || !to) return null;
    const { far, directions } = this.t().corrections;
    const way = directions[directionOf(from, to)];
    return { from, to, around: place.around, words: far(this.number(place.metres), way) };
  }

  private fact(change: Change, side: 'before' | 'after') {
    const texts = this.t().listing;
    return {
      field: change.field,
      label: change.field === 'address' ? texts.place : texts[change.field],
      lines: this.lines(change, side) ?? [texts.unknown],
    };
  }

  /** As people read it; null where it is not known. */
  private lines(change: Change, side: 'before' | 'after'): readonly string[] | null {
    switch (change.field) {
      case 'phone':
        return change[side] === null ? null : [this.phone(change[side])];
      case 'hours':
        return change[side]?.[this.i18n.locale()] ?? null;
      case 'state':
        return change[side] === null ? null : [this.t().listing.states[change[side]]];
      case 'address':
        return change[side]?.lines ?? null;
    }
  }
}
