import { listingIdOf, pathTo, patternsOf } from '@halles/contracts';
import {
  canRequestLink,
  CorrectionService,
  CorrectionsTooMany,
  maskedAddress,
} from '@halles/domain/corrections';
import { type Listing, ListingService } from '@halles/domain/listings';
import { Clock, type Locale } from '@halles/kernel';
import { type FormValues, type InputErrors, readFormValues } from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  PageNotFound,
  Public,
  RateLimit,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Page, page, type PagePresenter } from '../rendering/page';
import { fillCorrection, placeOf, readCorrection } from './correction-form';
import {
  presentCorrection,
  presentDone,
  presentLinkRequest,
  presentLinkSent,
  segmentOf,
} from './correction.presenter';

const doneQuery = z.object({ fait: z.enum(['applied', 'open', 'unchanged']).catch('unchanged') });

/**
 * First corrections without an account: a link is mailed to the address that the directory knows; its page changes nothing
 * by being opened, however often. Works without JavaScript.
 */
@Public()
@Controller()
export class CorrectionController {
  constructor(
    private readonly listings: ListingService,
    private readonly corrections: CorrectionService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('correction.request'))
  async request(@Ctx() ctx: TenantContext, @Param('listing') segment: string): Promise<Page> {
    const listing = await this.listingOf(ctx, segment);
    const address = canRequestLink(listing) && listing.email !== null ? maskedAddress(listing.email) : null;
    return privatePage('corrections/words', presentLinkRequest(listing, address));
  }

  @RateLimit('contact')
  @Post(patternsOf('correction.request'))
  async send(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('listing') segment: string,
  ): Promise<HttpAnswer> {
    const listing = await this.listingOf(ctx, segment);
    await this.corrections.requestLink(ctx, listing.id, locale, this.clock.now());
    return redirectTo(pathTo('correction.requested', locale, { listing: segmentOf(listing) }));
  }

  @Get(patternsOf('correction.requested'))
  async sent(@Ctx() ctx: TenantContext, @Param('listing') segment: string): Promise<Page> {
    const listing = await this.listingOf(ctx, segment);
    const { email } = listing;
    if (email === null) throw new PageNotFound({});
    return privatePage('corrections/words', presentLinkSent(listing, maskedAddress(email)));
  }

  @Get(patternsOf('correction.form'))
  async form(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<Page> {
    const { listing } = await this.corrections.open(ctx, token, this.clock.now());
    return formPage(token, listing, { values: fillCorrection(listing), errors: {}, problem: null });
  }

  @RateLimit('write')
  @Post(patternsOf('correction.form'))
  async correct(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Body() body: unknown,
  ): Promise<Page | HttpAnswer> {
    const { listing } = await this.corrections.open(ctx, token, this.clock.now());
    const values = readFormValues(body);
    const read = readCorrection(values, listing, placeOf(listing, ctx.tenant.settings.timeZone), locale);
    if ('errors' in read)
      return formPage(token, listing, { values, errors: read.errors, problem: null }, 422);
    try {
      const outcome = await this.corrections.correct(ctx, token, read.changes, this.clock.now());
      return redirectTo(`${pathTo('correction.done', locale, { token })}?fait=${outcome}`);
    } catch (error) {
      // That the link has served too often is said in the form, where nothing typed is lost.
      if (!(error instanceof CorrectionsTooMany)) throw error;
      return formPage(token, listing, { values, errors: {}, problem: error.detail(locale) }, 409);
    }
  }

  @Get(patternsOf('correction.done'))
  async done(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Query({ schema: doneQuery }) { fait }: z.output<typeof doneQuery>,
  ): Promise<Page> {
    const { listing } = await this.corrections.open(ctx, token, this.clock.now());
    return privatePage('corrections/words', presentDone(listing, token, fait));
  }

  /** @throws PageNotFound */
  private async listingOf(ctx: TenantContext, segment: string): Promise<Listing> {
    const id = listingIdOf(segment);
    const listing = id === null ? null : await this.listings.find(ctx, id);
    if (!listing) throw new PageNotFound({});
    return listing;
  }
}

/** A page whose address is a key: it is sent to no other site as a referrer. */
const privatePage = (view: string, present: PagePresenter, status = 200): Page =>
  page(view, present, { status, headers: { 'referrer-policy': 'same-origin' } });

const formPage = (
  token: string,
  listing: Listing,
  state: {
    readonly values: FormValues;
    readonly errors: InputErrors;
    readonly problem: string | null;
  },
  status = 200,
): Page => privatePage('corrections/correct', presentCorrection(listing, token, state), status);
