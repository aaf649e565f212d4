import { Component, computed, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdditionDecision, AdditionView, PinPlace } from '@halles/contracts';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { CaseAssignmentComponent } from '../cases/case-assignment.component';
import { CaseWalkComponent } from '../cases/case-walk.component';
import { DecisionFormComponent } from './decision-form.component';
import { PinMapComponent } from './pin-map.component';
import { reasonOffers } from './reason-offers';

/** What the town may answer. */
type Answer = 'owner' | 'add' | 'refuse';

/** One business that asks to be in the directory, beside those that it may be, and the town's answer. */
@Component({
  selector: 'console-addition-page',
  imports: [
    CaseAssignmentComponent,
    CaseWalkComponent,
    DecisionFormComponent,
    NoticeComponent,
    PinMapComponent,
    ProblemComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './addition.page.html',
  host: { class: 'page' },
})
export class AdditionPage extends TenantPage {
  protected readonly file = this.api.addition(this.tenant, () => this.thing());
  protected readonly view = computed(() => {
    const addition = this.file.value();
    if (!addition) return undefined;
    const { isToDecide, name, place, decision, withdrawal, map } = addition;
    return {
      map,
      isToDecide,
      decision: decision && this.answer(decision),
      withdrawal: withdrawal && this.t().claims.withdrawn(this.day(withdrawal.at), withdrawal.by),
      name,
      place,
      // Of one that was taken back, nothing is told but that.
      addition: (isToDecide || decision !== null) && {
        ...addition,
        day: this.day(addition.createdAt),
        alike: addition.alike.map((listing) => ({
          ...listing,
          name: listing.name ?? this.t().listing.unnamed,
          path: this.path('listings', listing.id),
        })),
      },
    };
  });
  private readonly sentences = this.api.reasonTemplates(this.tenant);
  protected readonly templates = computed(() =>
    reasonOffers(this.sentences.value(), this.file.value()?.locale, this.i18n.locale()),
  );
  protected readonly choices = computed(() =>
    (['add', 'owner', 'refuse'] as const).map((value) => ({
      value,
      label: this.t().claims.additionAnswers[value],
      purpose: value === 'refuse' ? ('refuse' as const) : ('approve' as const),
    })),
  );

  /** Where the agent put the pin; null: where the directory has it, or nowhere. */
  protected readonly pin = signal<NonNullable<PinPlace['pin']> | null>(null);

  protected load(): void {
    this.file.reload();
  }

  private answer({ state, at, name, reason, listing }: NonNullable<AdditionView['decision']>) {
    const words = this.t().claims.additionAnswered[state];
    return {
      line: [words, this.day(at), name].filter(Boolean).join(' · '),
      reason,
      page: listing === null ? null : this.path('listings', listing),
    };
  }

  protected async decide({
    choice,
    reason,
  }: {
    readonly choice: Answer;
    readonly reason: string;
  }): Promise<void> {
    const decision = choice === 'refuse' ? 'refuse' : 'approve';
    const makesOwner = choice === 'owner';
    const position = this.pin();
    const answer: AdditionDecision =
      decision === 'refuse'
        ? { decision, reason, makesOwner }
        : { decision, reason: reason || null, makesOwner, ...(position && { position }) };
    const pending = this.api.decideAddition(this.tenant(), this.thing(), answer);
    await this.act(pending, this.t().claims.additionDecided[decision]);
    if (this.isOutdated()) this.load();
  }
}
