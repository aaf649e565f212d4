import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { OrderingSettingsService } from '@halles/domain/orders';
import { buttonForm, defineActions, inputOf, Posted, type PostedForm } from '@halles/platform/forms';
import { type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { ListingPageService } from '../listings';
import {
  agentsVoice,
  isAgent,
  MerchantSpace,
  presentOnBehalf,
  SpaceRequest,
  type SpaceUser,
} from '../merchant-space';
import { type Page, page } from '../rendering/page';
import { agreedIn, closingOf } from './closing';
import type { EditorSession } from './editor';
import { clashWords } from './editor.presenter';
import { draftedOf, EditorSessions } from './editor-session';
import { presentPreviewedPage } from './preview.presenter';
import { pageThatTells, pathWhenDone } from './return-notes';

const decisionForm = defineActions({
  button: 'do',
  actions: { discard: buttonForm, publish: buttonForm },
  otherwise: 'publish',
});

/** The public page with what is not published yet: rendered as the public will see it, and cached nowhere. */
@Requires('listing.edit')
@Controller()
export class PreviewController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly editors: EditorSessions,
    private readonly listingPages: ListingPageService,
    private readonly ordering: OrderingSettingsService,
  ) {}

  @Get(patternsOf('profile.preview'))
  async look(@SpaceRequest() { ctx, locale, listing, user }: SpaceRequest): Promise<Page> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    const changes = draftedOf(editor);
    const seen = await this.editors.preview(ctx, editor);
    if (!seen?.listing) return this.unseen(ctx, user, editor, seen === null ? 'busy' : 'hidden');
    const shown = await this.listingPages.around(ctx, seen.listing, seen.profile, locale);
    const missing = await this.ordering.missingOf(ctx, listing, {
      listing: seen.listing,
      legal: seen.profile.content.legal,
    });
    const hasChanges = Object.keys(changes).length > 0;
    return page(
      'listings/listing',
      (scope) =>
        presentPreviewedPage(scope, shown, {
          listing,
          ...{ hasChanges, missing },
          closing: closingOf(editor, changes),
          ...(isAgent(user) ? { onBehalf: presentOnBehalf(scope, user, editor.listing.name) } : {}),
        }),
      isAgent(user) ? { voice: agentsVoice } : {},
    );
  }

  @Post(patternsOf('profile.preview'))
  async decide(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    if (inputOf(decisionForm.read(posted)).action === 'discard') {
      await this.editors.dropDraft(ctx, editor);
      return redirectTo(pathTo('merchant.listing', locale, { listing }));
    }
    const bases = Object.entries(editor.draft?.fields ?? {}).map(([field, { base }]) => [field, base]);
    const published = await this.editors.publish(ctx, editor, {
      version: editor.profile.version,
      bases: Object.fromEntries(bases) as Readonly<Record<string, number>>,
      changes: draftedOf(editor),
      agreed: agreedIn(posted.values),
    });
    // The bar of the preview says what it closes, and asks.
    if ('closing' in published) return redirectTo(pathTo('profile.preview', locale, { listing }));
    return 'saved' in published
      ? redirectTo(pathWhenDone(pageThatTells(published), locale, listing, published.saved))
      : this.unseen(ctx, user, editor, 'clash', published.clash);
  }

  /** Says why there is nothing to look at. */
  private unseen(
    ctx: TenantContext,
    user: SpaceUser,
    editor: EditorSession,
    why: 'busy' | 'hidden' | 'clash',
    clash?: { readonly by: string; readonly byAccount: string | null },
  ): Promise<Page> {
    const { listing, draft } = editor;
    const paths = pathsTo('profile.preview', { listing: listing.id });
    return this.space.page(ctx, user, {
      view: 'profiles/preview-unavailable',
      title: ({ texts }) => texts.line('pro.nav.preview'),
      paths,
      listing,
      section: 'preview',
      status: why === 'clash' ? 409 : 200,
      present: (scope) => ({
        text: clash ? clashWords('preview', clash, editor, scope) : scope.texts.line(`pro.preview.${why}`),
        action: paths[scope.locale],
        hasChanges: draft !== null,
      }),
    });
  }
}
