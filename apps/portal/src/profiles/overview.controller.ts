import { pathsTo, pathTo, patternsOf, portalRoutes } from '@halles/contracts';
import { type AccountSession, permissionsOn } from '@halles/domain/accounts';
import { CustomerHistory } from '@halles/domain/orders';
import { Clock, type Locale } from '@halles/kernel';
import { formReader, inputOf, oneOf, Posted, type PostedForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { SignedIn } from '../accounts';
import {
  isAgent,
  MerchantSections,
  MerchantSpace,
  MerchantWaiting,
  SpaceRequest,
  type SpaceUser,
  type Waiting,
  waitingOn,
} from '../merchant-space';
import type { Page } from '../rendering/page';
import { datedDaysOf, withToday } from './closed-today';
import type { EditorSession } from './editor';
import { EditorSessions } from './editor-session';
import { type OverviewReach, presentBusinesses, presentOverview, titleOfHome } from './overview.presenter';
import { doneQuery, pathWhenDone, type ReturnNote } from './return-notes';

/** The values of its one button: whatever else comes was sent by no page, and closes nothing. */
const todayForm = formReader((values) => {
  const pressed = oneOf(values, 'do', ['open', 'closed']);
  return pressed === null ? { errors: {} } : { input: pressed };
});

/** Where people who keep a business arrive, the overview of one business, and what is said in one tap. */
@Controller()
export class OverviewController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly editors: EditorSessions,
    private readonly waiting: MerchantWaiting,
    private readonly history: CustomerHistory,
    private readonly clock: Clock,
  ) {}

  /** The overview for who keeps one business, a list for who keeps several; who keeps none and ordered came for their orders. */
  @Requires('account.own')
  @Get(patternsOf('merchant'))
  async home(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const editors: EditorSession[] = [];
    for (const { listingId } of session.grants)
      editors.push(await this.editors.open(ctx, listingId, session, locale));
    const waiting = await this.waiting.of(ctx, session, this.clock.now());
    if (
      editors.length + waiting.length === 0 &&
      (await this.history.list(ctx, session.account, 1)).length > 0
    )
      return redirectTo(pathTo('account.orders', locale));
    const [only, ...others] = editors;
    if (only && others.length === 0) return this.overviewPage(ctx, session, only, { waiting });
    return this.space.page(ctx, session, {
      view: 'profiles/businesses',
      title: ({ texts }) => texts.line(titleOfHome(editors, waiting)),
      paths: portalRoutes.merchant,
      section: 'home',
      present: (scope) => presentBusinesses(scope, editors, waiting),
    });
  }

  @Requires('listing.read')
  @Get(patternsOf('merchant.listing'))
  async overview(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Query({ schema: doneQuery }) done: ReturnNote,
  ): Promise<Page> {
    // What waits is for whoever keeps the business to answer.
    const all = isAgent(user) ? [] : await this.waiting.of(ctx, user, this.clock.now());
    const waiting = waitingOn(listing, all);
    const editor = await this.editors.open(ctx, listing, user, locale);
    return this.overviewPage(ctx, user, editor, { ...done, waiting });
  }

  /** "Closed today", and open again: one tap. */
  @Requires('listing.edit')
  @Post(patternsOf('profile.today'))
  async today(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<HttpAnswer> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    const isClosed = inputOf(todayForm.read(posted)) === 'closed';
    // Without a day of its own the page would have those of other sources again.
    const none = editor.known.elsewhere.exceptions === undefined ? null : [];
    const exceptions = withToday(datedDaysOf(editor), editor.known.today, isClosed) ?? none;
    const published = await this.editors.publish(ctx, editor, {
      version: editor.profile.version,
      changes: { exceptions },
      agreed: 'any',
    });
    if (editor.draft?.fields.exceptions !== undefined) await this.keepDraft(ctx, editor, user, isClosed);
    return redirectTo(
      'saved' in published
        ? pathWhenDone('merchant.listing', locale, listing, published.saved)
        : pathTo('profile.timeOff', locale, { listing }),
    );
  }

  /** The dated days that are not published yet stay a draft, with what was just said of today. */
  private async keepDraft(
    ctx: TenantContext,
    { listing, content, known }: EditorSession,
    user: SpaceUser,
    isClosed: boolean,
  ): Promise<void> {
    const editor = await this.editors.open(ctx, listing.id, user);
    const exceptions = withToday(content.exceptions, known.today, isClosed) ?? [];
    const { version } = editor.profile;
    await this.editors.saveDraft(ctx, editor, { version, changes: { exceptions } });
  }

  private overviewPage(
    ctx: TenantContext,
    user: SpaceUser,
    editor: EditorSession,
    state: ReturnNote & { readonly waiting: readonly Waiting[] },
  ): Promise<Page> {
    const { listing } = editor;
    const can = this.canOf(user, listing.id);
    return this.space.page(ctx, user, {
      view: 'profiles/overview',
      title: ({ texts }) => listing.name ?? editor.content.name ?? texts.line('pro.unnamed'),
      paths: pathsTo('merchant.listing', { listing: listing.id }),
      listing,
      section: 'home',
      present: (scope) => presentOverview(scope, editor, state, can),
    });
  }

  /** Where the overview may lead this reader. */
  private canOf(user: SpaceUser, listing: number): OverviewReach {
    if (isAgent(user))
      return {
        canEdit: true,
        canSayToday: this.sections.admits(user, 'profile.today'),
        canWelcome: false,
        leadsTo: (route) => this.sections.admits(user, route),
      };
    const allowed = permissionsOn(user, listing);
    const canShow = allowed.includes('listing.photos');
    return {
      canEdit: allowed.includes('listing.edit'),
      canSayToday: allowed.includes('listing.edit'),
      canWelcome: allowed.includes('listing.edit'),
      leadsTo: (route) => canShow || route !== 'photo.album',
    };
  }
}
