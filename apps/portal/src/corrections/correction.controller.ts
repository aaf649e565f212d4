import { pathTo, patternsOf } from '@halles/contracts';
import {
  canRequestLink,
  type CorrectionChanges,
  CorrectionService,
  maskedAddress,
} from '@halles/domain/corrections';
import type { Listing } from '@halles/domain/listings';
import { ProfileService, readingAt } from '@halles/domain/profiles';
import { Clock, type Locale } from '@halles/kernel';
import {
  buttonForm,
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  PublicForms,
  submitForm,
} from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  PageNotFound,
  PortalRequest,
  Public,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { type Page, page, type PageOptions } from '../rendering/page';
import { Done, ListingParam, redirectDone } from '../params';
import { correctionForm, fillCorrection, placeOf, type StandingPage } from './correction-form';
import {
  presentCorrection,
  presentDone,
  presentLinkRequest,
  presentLinkSent,
  segmentOf,
} from './correction.presenter';

/** What may have become of what was sent. */
const OUTCOMES = ['applied', 'open', 'unchanged'] as const;

/**
 * First corrections without an account: a link is mailed to the address that the directory knows; its page changes nothing
 * by being opened, however often. Works without JavaScript.
 */
@Public()
@Controller()
export class CorrectionController {
  constructor(
    private readonly forms: PublicForms,
    private readonly corrections: CorrectionService,
    private readonly profiles: ProfileService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('correction.request'))
  async request(@Ctx() ctx: TenantContext, @ListingParam() listing: Listing): Promise<Page> {
    return requestPage(listing, await this.forms.blank(ctx, `correction/${listing.id}`));
  }

  @Post(patternsOf('correction.request'))
  send(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @ListingParam() listing: Listing,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.forms.submit<null, Page | HttpAnswer>({
      ctx,
      client,
      name: `correction/${listing.id}`,
      form: buttonForm,
      posted,
      use: async () => {
        await this.corrections.requestLink(ctx, listing.id, locale, this.clock.now());
        return redirectTo(pathTo('correction.requested', locale, { listing: segmentOf(listing) }));
      },
      again: ({ state, ...answer }) => requestPage(listing, state, answer),
    });
  }

  @Get(patternsOf('correction.requested'))
  sent(@ListingParam() listing: Listing): Page {
    const { email } = listing;
    if (email === null) throw new PageNotFound({});
    return page('corrections/words', presentLinkSent(listing, maskedAddress(email)));
  }

  @Get(patternsOf('correction.form'))
  async form(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<Page> {
    const standing = await this.standing(ctx, token);
    return formPage(token, standing, newForm(fillCorrection(standing)));
  }

  @Post(patternsOf('correction.form'))
  async correct(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const standing = await this.standing(ctx, token);
    return submitForm<CorrectionChanges, Page | HttpAnswer>(
      correctionForm(standing, locale).read(posted),
      async (changes) => {
        const outcome = await this.corrections.correct(ctx, token, changes, this.clock.now());
        return redirectDone(pathTo('correction.done', locale, { token }), outcome);
      },
      ({ state, ...answer }) => formPage(token, standing, state, answer),
    );
  }

  @Get(patternsOf('correction.done'))
  async done(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Done(OUTCOMES) outcome: (typeof OUTCOMES)[number] | null,
  ): Promise<Page> {
    const { listing } = await this.corrections.open(ctx, token, this.clock.now());
    return page('corrections/words', presentDone(listing, token, outcome ?? 'unchanged'));
  }

  /** The page of a link, as it stands. @throws CorrectionLinkUnknown, CorrectionLinkOver */
  private async standing(ctx: TenantContext, token: string): Promise<StandingPage> {
    const now = this.clock.now();
    const { listing } = await this.corrections.open(ctx, token, now);
    const { content } = await this.profiles.find(ctx, listing.id);
    const place = placeOf(listing, ctx.tenant.settings.timeZone);
    return { listing, content, place, today: readingAt(ctx, now).today };
  }
}

function requestPage(listing: Listing, state: FormState, answer: PageOptions = {}): Page {
  const address = canRequestLink(listing) && listing.email !== null ? maskedAddress(listing.email) : null;
  return page('corrections/words', presentLinkRequest(listing, address, state), answer);
}

const formPage = (token: string, standing: StandingPage, state: FormState, answer: PageOptions = {}): Page =>
  page('corrections/correct', presentCorrection(standing, token, state), answer);
