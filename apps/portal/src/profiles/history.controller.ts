import { pathsTo, patternsOf } from '@halles/contracts';
import { CorrectionService, PlaceForTown, PlaceWaits } from '@halles/domain/corrections';
import { ReportQueue } from '@halles/domain/reports';
import { type PostAct, PostModeration } from '@halles/domain/posts';
import { ProfileChangedMeanwhile, ProfileService, type Revision } from '@halles/domain/profiles';
import type { Locale } from '@halles/kernel';
import { formReader, inputOf, Posted, type PostedForm, textOf } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { InSpace, MerchantSpace, type SpaceUser } from '../merchant-space';
import type { Page } from '../rendering/page';
import { ListingId } from '../params';
import { agreedIn } from './closing';
import type { EditorSession } from './editor';
import { EditorSessions } from './editor-session';
import {
  type AskedUndo,
  hasOlder,
  presentHistory,
  REVISIONS_A_PAGE,
  type UndoRefusal,
} from './history.presenter';
import { type Done, doneQuery, numberOf, pathWhenDone } from './return-notes';

/** `avant`: the version before which the page begins. Anything else counts as nothing. */
const historyQuery = z.object({
  avant: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
});

/** More than the town decides on one shop's posts between twenty changes of its page. */
const ACTS_A_PAGE = 100;

/** What a history shows beside its changes. */
interface HistoryState extends Done {
  readonly before?: number | undefined;
  readonly refusal?: UndoRefusal;
  readonly asked?: AskedUndo;
}

/** The version that is taken back; what is none is refused as one that is not the newest. */
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
    private readonly editors: EditorSessions,
    private readonly profiles: ProfileService,
    private readonly posts: PostModeration,
    private readonly reports: ReportQueue,
    private readonly corrections: CorrectionService,
  ) {}

  @Requires('listing.read')
  @Get(patternsOf('profile.history'))
  async history(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @Query({ schema: historyQuery }) { avant }: z.output<typeof historyQuery>,
    @Query({ schema: doneQuery }) done: Done,
    @InSpace() user: SpaceUser,
  ): Promise<Page> {
    return this.page(ctx, user, await this.editors.open(ctx, listing, user, locale), {
      before: avant,
      ...done,
    });
  }

  @Requires('listing.edit')
  @Post(patternsOf('profile.undo'))
  async undo(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
    @InSpace() user: SpaceUser,
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
    { listing, known, author }: EditorSession,
    { before, ...state }: HistoryState,
  ): Promise<Page> {
    const revisions = await this.profiles.revisions(ctx, listing.id, {
      limit: REVISIONS_A_PAGE,
      ...(before === undefined ? {} : { before }),
    });
    const acts = await this.actsAmong(ctx, listing.id, revisions, before);
    const reasons = await this.reasonsOf(ctx, listing.id, revisions);
    return this.space.page(ctx, user, {
      view: 'profiles/history',
      title: ({ texts }) => texts.line('pro.nav.history'),
      paths: pathsTo('profile.history', { listing: listing.id }),
      listing,
      section: 'history',
      status: state.refusal === undefined ? 200 : 409,
      present: (scope) =>
        presentHistory(scope, listing.id, revisions, {
          ...known,
          ...state,
          hasNewer: before !== undefined,
          isPublic: known.listing?.id === listing.id,
          reader: author.accountId,
          acts,
          reasons,
        }),
    });
  }

  /** Why the town changed the page, by the version that it made. */
  private async reasonsOf(
    ctx: TenantContext,
    listing: number,
    revisions: readonly Revision[],
  ): Promise<ReadonlyMap<number, string>> {
    const versions = revisions.map(({ version }) => version);
    return new Map([
      ...(await this.reports.reasonsOf(ctx, listing, versions)),
      ...(await this.corrections.reasonsOf(ctx, listing, versions)),
    ]);
  }

  /** What the town decided on posts between the changes of a page of the history: from its last to the one before its first. */
  private async actsAmong(
    ctx: TenantContext,
    listing: number,
    revisions: readonly Revision[],
    before: number | undefined,
  ): Promise<PostAct[]> {
    const newer =
      before === undefined
        ? []
        : await this.profiles.revisions(ctx, listing, { before: before + 1, limit: 1 });
    return this.posts.acts(ctx, listing, {
      after: hasOlder(revisions) ? (revisions.at(-1)?.at ?? null) : null,
      until: newer[0]?.at ?? null,
      limit: ACTS_A_PAGE,
    });
  }
}
