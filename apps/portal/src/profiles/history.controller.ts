import { pathsTo, patternsOf } from '@halles/contracts';
import { permissionsOn } from '@halles/domain/accounts';
import { CorrectionService, PlaceForTown, PlaceWaits } from '@halles/domain/corrections';
import { ReportQueue } from '@halles/domain/reports';
import { PageHistory } from '@halles/domain/page-history';
import { ProfileChangedMeanwhile, ProfileService, type Revision } from '@halles/domain/profiles';
import { formReader, inputOf, Posted, type PostedForm, textOf } from '@halles/platform/forms';
import { type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  allowedOf,
  isAgent,
  MerchantSections,
  MerchantSpace,
  SpaceRequest,
  type SpaceUser,
} from '../merchant-space';
import type { Page } from '../rendering/page';
import { agreedIn } from './closing';
import type { EditorSession } from './editor';
import { EditorSessions } from './editor-session';
import {
  type UndoConfirmation,
  ENTRIES_A_PAGE,
  type HistoryReach,
  pageOfHistory,
  presentHistory,
  type UndoRefusal,
} from './history.presenter';
import { doneQuery, numberOf, pathWhenDone, type ReturnNote } from './return-notes';

/** `avant`: the instant before which the page begins. Anything else counts as nothing. */
const historyQuery = z.object({
  avant: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional()
    .catch(undefined),
});

/** What a history shows beside its changes. */
interface HistoryState extends ReturnNote {
  readonly before?: Date | undefined;
  readonly refusal?: UndoRefusal;
  readonly asked?: UndoConfirmation;
}

/** The version that is undone; an invalid number is refused in the same way as an outdated one. */
const undoForm = formReader((values) => ({
  input: { version: numberOf(textOf(values, 'version')) ?? 0, agreed: agreedIn(values) },
}));

/** Why a change is not taken back; null where that is no answer to its editor. Pure. */
function refusalOf(error: unknown): UndoRefusal | null {
  if (error instanceof ProfileChangedMeanwhile) return 'clash';
  if (error instanceof PlaceWaits) return 'placeWaits';
  return error instanceof PlaceForTown ? 'placeForTown' : null;
}

/** What was published of a business, and how it is taken back. */
@Controller()
export class HistoryController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly editors: EditorSessions,
    private readonly profiles: ProfileService,
    private readonly acts: PageHistory,
    private readonly reports: ReportQueue,
    private readonly corrections: CorrectionService,
  ) {}

  @Requires('listing.read')
  @Get(patternsOf('profile.history'))
  async history(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Query({ schema: historyQuery }) { avant }: z.output<typeof historyQuery>,
    @Query({ schema: doneQuery }) done: ReturnNote,
  ): Promise<Page> {
    return this.page(ctx, user, await this.editors.open(ctx, listing, user, locale), {
      before: avant,
      ...done,
    });
  }

  @Requires('listing.edit')
  @Post(patternsOf('profile.undo'))
  async undo(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    const { version, agreed } = inputOf(undoForm.read(posted));
    try {
      const undone = await this.editors.undo(ctx, editor, version, agreed);
      if ('closing' in undone) {
        const { closing } = undone;
        return await this.page(ctx, user, editor, { asked: { version, closing } });
      }
      const { saved } = undone;
      return redirectTo(pathWhenDone('profile.history', locale, listing, saved));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      return this.page(ctx, user, editor, { refusal });
    }
  }

  private async page(
    ctx: TenantContext,
    user: SpaceUser,
    { listing, known, author, now }: EditorSession,
    { before, ...state }: HistoryState,
  ): Promise<Page> {
    // One more than is shown tells whether there is more.
    const limit = ENTRIES_A_PAGE + 1;
    const [found, acts, keptSince] = await Promise.all([
      this.profiles.revisions(ctx, listing.id, { limit, until: before }),
      this.acts.acts(ctx, listing.id, { limit, before }),
      this.acts.keptSince(ctx, listing.id),
    ]);
    const shown = pageOfHistory(found, acts);
    const { revisions } = shown;
    const decisions = await this.decisionsOn(ctx, listing.id, revisions);
    return this.space.page(ctx, user, {
      view: 'profiles/history',
      title: ({ texts }) => texts.line('pro.nav.history'),
      paths: pathsTo('profile.history', { listing: listing.id }),
      listing,
      section: 'history',
      status: state.refusal === undefined ? 200 : 409,
      present: (scope) =>
        presentHistory(scope, listing.id, shown, {
          ...known,
          ...state,
          hasNewer: before !== undefined,
          isPublic: known.listing?.id === listing.id,
          reader: author.accountId,
          can: this.reachOf(user, listing.id),
          ...decisions,
          keptSince,
          now,
        }),
    });
  }

  /** What this reader may do about what the history shows. */
  private reachOf(user: SpaceUser, listing: number): HistoryReach {
    const routes = new Set(allowedOf(this.sections, user, listing).map(({ route }) => route));
    return {
      canUndo: isAgent(user) || permissionsOn(user, listing).includes('listing.edit'),
      isAgent: isAgent(user),
      leadsTo: (route) => routes.has(route),
    };
  }

  /** What the town accepted of the changes, and why it made others, by the version that it made. */
  private async decisionsOn(
    ctx: TenantContext,
    listing: number,
    revisions: readonly Revision[],
  ): Promise<{ readonly accepted: ReadonlySet<number>; readonly reasons: ReadonlyMap<number, string> }> {
    const versions = revisions.map(({ version }) => version);
    const accepted = await this.corrections.accepted(ctx, listing, versions);
    const reasons = new Map(await this.reports.reasonsOf(ctx, listing, versions));
    for (const [version, reason] of accepted) if (reason !== null) reasons.set(version, reason);
    return { accepted: new Set(accepted.keys()), reasons };
  }
}
