import { Component, computed, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, maxLength } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { CorrectFacts, PlaceMove, ReportView } from '@halles/contracts';
import { ProblemComponent } from '../../core/problem.component';
import { filled } from '../../core/sendable-form';
import { TenantPage } from '../../core/tenant-page';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { TextAreaComponent } from '../../ui/text-area.component';
import { reasonOffers } from '../claims/reason-offers';
import { CaseAssignmentComponent } from '../cases/case-assignment.component';
import { CaseWalkComponent } from '../cases/case-walk.component';
import { TownFactsComponent } from '../listings/town-facts.component';
import type { FactName } from '../listings/town-facts-entry';
import { factName, townWords } from '../listings/town-words';
import { changesWords } from './decision-words';
import { MergeEffectsComponent } from './merge-effects.component';
import { MoveMapComponent } from './move-map.component';
import { directionOf } from './move-plan';
import { OtherListingComponent } from './other-listing.component';
import { PostChoiceComponent } from './post-choice.component';
import { ReopenDecisionComponent } from './reopen-decision.component';
import { ReportedPostComponent } from './reported-post.component';
import { ShownListingComponent } from '../listings/shown-listing.component';

const REASON_MAX = 2_000;
/** Of what a business reads about a post of its own. */
const HIDING_REASON_MAX = 1_000;

type Kind = ReportView['kind'];

/** The facts that a report of each kind is about: they are open to be corrected. */
const FACTS_OF: Readonly<Record<Kind, readonly FactName[]>> = {
  closed: ['state'],
  open: ['state'],
  moved: ['address'],
  'wrong-hours': ['week'],
  'not-here': ['address'],
  duplicate: [],
  // What is wrong with a post is no fact of the page: the post is hidden, whoever keeps it.
  post: [],
  other: [],
};

/** One report beside the page that it is about: accepting it corrects the page, here; and a decision is taken back with that. */
@Component({
  selector: 'console-report-page',
  imports: [
    CaseAssignmentComponent,
    CaseWalkComponent,
    ButtonComponent,
    ChoiceComponent,
    FormField,
    FormRoot,
    MergeEffectsComponent,
    MoveMapComponent,
    NoticeComponent,
    OtherListingComponent,
    PostChoiceComponent,
    ProblemComponent,
    ReopenDecisionComponent,
    ReportedPostComponent,
    RouterLink,
    ShownListingComponent,
    SkeletonComponent,
    TextAreaComponent,
    TownFactsComponent,
  ],
  templateUrl: './report.page.html',
  host: { class: 'page' },
})
export class ReportPage extends TenantPage {
  protected readonly file = this.api.report(this.tenant, () => this.thing());
  private readonly facts = viewChild(TownFactsComponent);
  private readonly effects = viewChild(MergeEffectsComponent);
  /** Why a decision cannot be taken yet. */
  protected readonly missing = signal('');
  /** The other page of the same business. */
  protected readonly other = signal<number | null>(null);
  /** Both pages, of which one is made: as it is decided, or was. */
  protected readonly pair = computed(() => {
    const report = this.file.value()?.report;
    const other = this.other();
    if (!report) return null;
    if (report.decision) return report.decision.pair;
    return other === null
      ? null
      : [report.listing.id, other].toSorted((one, another) => one - another).join('-');
  });
  /** Whether what was decided can be taken back, as far as is known. */
  protected readonly canReopen = computed(() => !this.pair() || this.effects()?.canUndo() === true);
  /** The post to hide, where its reader named none. */
  protected readonly chosenPost = signal('');
  protected readonly entry = signal({ reason: '' });
  /** Whether what is decided wants a reason. */
  private readonly wantsReason = signal(false);
  protected readonly form = form(this.entry, (path) => {
    filled(path.reason, { when: () => this.wantsReason() });
    maxLength(path.reason, REASON_MAX);
  });
  protected readonly messages = computed(() => ({
    required:
      this.view()?.report.kind === 'post' ? this.t().reports.postReasonNeeded : this.t().claims.reasonNeeded,
    maxLength: this.t().common.tooLong(String(REASON_MAX)),
  }));
  private readonly sentences = this.api.reasonTemplates(this.tenant);
  /** In the agent's own language: why is for the town and for who keeps the page. */
  private readonly templates = computed(() =>
    reasonOffers(this.sentences.value(), this.i18n.locale(), this.i18n.locale()).filter(
      // Whoever keeps the page is asked first: until then it can be refused alone.
      ({ purpose }) =>
        purpose === 'refuse-report' || (purpose === 'accept-report' && this.view()?.ownerUntil === null),
    ),
  );
  protected readonly offers = computed(() => [
    { value: '', label: this.t().templates.none },
    ...this.templates().map(({ id, purpose, title }) => ({
      value: id,
      label: `${this.t().templates.purposes[purpose]}\u00a0: ${title}`,
    })),
  ]);
  protected readonly taken = signal('');
  protected readonly view = computed(() => {
    const file = this.file.value();
    if (!file) return undefined;
    const {
      report,
      listing,
      facts,
      place: reported,
      ownerUntil,
      post,
      changedSince,
      likes,
      changedByOwner,
    } = file;
    const hasHours = !facts.hasOtherHours;
    return {
      report,
      listing,
      facts,
      ownerUntil: ownerUntil && this.day(ownerUntil),
      ownerAnswer: report.ownerAnswer && {
        words: this.t().reports.ownerAgrees(this.day(report.ownerAnswer.at)),
        note: report.ownerAnswer.note,
      },
      likes: likes > 0 && this.t().reports.likes(likes),
      changedSince: changedSince && this.t().reports.changedSince(changedSince.by ?? ''),
      reported,
      post,
      /** Whether it is decided by correcting what the page says, in a form of its own. */
      hasFacts: report.kind !== 'duplicate' && report.kind !== 'post',
      // One that is gone or hidden is not hidden once more.
      mayHide:
        report.kind === 'post' && (post === null || (post.now !== null && post.now.status !== 'hidden')),
      move: reported && this.moveOf(reported.move),
      opened: FACTS_OF[report.kind].filter((fact) => fact !== 'week' || hasHours),
      preset: report.kind === 'closed' || report.kind === 'open' ? report.kind : null,
      name: listing?.name ?? report.listing.name ?? this.t().listing.unnamed,
      day: this.day(report.createdAt),
      decided: report.decision && {
        ...report.decision,
        words: this.t().reports.answers[report.state],
        changes: changesWords(report, changedByOwner, this.t().reports, this.format()),
        day: this.day(report.decision.at),
      },
    };
  });

  protected override fieldName(pointer: string): string {
    return factName(pointer, townWords(this.i18n.locale()));
  }

  protected load(): void {
    this.file.reload();
  }

  protected acceptWords(kind: Kind): string {
    const { accept, acceptMerge, hidePost } = this.t().reports;
    if (kind === 'duplicate') return acceptMerge;
    return kind === 'post' ? hidePost : accept;
  }

  /** Accepts a report of two pages of one business, or of a post. */
  protected async accept(kind: Kind): Promise<void> {
    if (kind === 'post') return this.hidePost();
    const duplicateOf = this.other();
    if (duplicateOf === null) return this.missing.set(this.t().reports.otherMissing);
    if (!this.effects()?.isShown()) return this.missing.set(this.t().merge.notShown);
    return this.acceptWith(null, duplicateOf);
  }

  /** Accepts with what is typed in the form of what the page says: by its button, or by Enter in a field. */
  protected async acceptFacts(event: Event): Promise<void> {
    event.preventDefault();
    const correction = this.facts()?.read() ?? null;
    if (correction === 'invalid') return this.missing.set('');
    if (correction === null) return this.missing.set(this.t().reports.nothingCorrected);
    return this.acceptWith(correction, null);
  }

  /** Puts a sentence in the place of what was written. */
  protected take(id: string): void {
    this.taken.set(id);
    const template = this.templates().find((one) => one.id === id);
    if (template) this.entry.set({ reason: template.text });
  }

  protected acceptUnchanged(): Promise<void> {
    return this.acceptWith(null, null);
  }

  protected async refuse(): Promise<void> {
    const reason = this.entry().reason.trim();
    this.missing.set('');
    if (!this.hasReason()) return;
    await this.decide({ decision: 'refuse', reason }, this.t().reports.refused);
  }

  protected async reopen(): Promise<void> {
    const { reopened, reopenedHeld } = this.t().reports;
    const words = this.file.value()?.post?.isHeld ? reopenedHeld : reopened;
    await this.act(this.api.reopenReport(this.tenant(), this.thing()), words);
    if (this.isOutdated()) this.load();
  }

  /** Whether a reason is given, and short enough; else its field says what is wrong. */
  private hasReason(): boolean {
    this.wantsReason.set(true);
    this.form().markAsTouched();
    return this.form().valid();
  }

  private async hidePost(): Promise<void> {
    const texts = this.t().reports;
    const hidePost = this.file.value()?.post?.id ?? this.chosenPost();
    const reason = this.entry().reason.trim();
    if (hidePost === '') return this.missing.set(texts.postMissing);
    this.missing.set(reason.length > HIDING_REASON_MAX ? texts.postReasonNeeded : '');
    if (!this.hasReason() || reason.length > HIDING_REASON_MAX) return;
    const body = { decision: 'accept', reason, correction: null, duplicateOf: null, hidePost } as const;
    await this.decide(body, texts.postHidden);
  }

  private async acceptWith(correction: CorrectFacts | null, duplicateOf: number | null): Promise<void> {
    this.missing.set('');
    this.wantsReason.set(false);
    const reason = this.entry().reason.trim() || null;
    const { accepted, corrected, merged } = this.t().reports;
    const announcement = duplicateOf !== null ? merged : correction !== null ? corrected : accepted;
    const body = { decision: 'accept', reason, correction, duplicateOf, hidePost: null } as const;
    await this.decide(body, announcement);
  }

  /** Both places of a move on a plan, or why there is none. */
  private moveOf({ before, after, metres, around }: PlaceMove) {
    const { noOldPoint, noNewPoint } = this.t().reports;
    const [from, to] = [before?.point, after?.point];
    if (!from || !to) return { missing: from ? noNewPoint : noOldPoint, lines: after?.lines ?? [] };
    const { far, directions } = this.t().corrections;
    const words = far(this.number(metres ?? 0), directions[directionOf(from, to)]);
    return { plan: { from, to, around, words }, lines: after?.lines ?? [] };
  }

  private async decide(
    decision: Parameters<typeof this.api.decideReport>[2],
    announcement: string,
  ): Promise<void> {
    if (await this.act(this.api.decideReport(this.tenant(), this.thing(), decision), announcement))
      this.entry.set({ reason: '' });
    if (this.isOutdated()) this.load();
  }
}
