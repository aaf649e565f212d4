import { type Config, InjectConfig } from '@halles/platform/config';
import { listingParams, pathTo, patternsOf, listingIdOf } from '@halles/contracts';
import { type Listing, ListingService } from '@halles/domain/listings';
import { ReportKeyReused, reporterKeys, ReportService } from '@halles/domain/reports';
import { Clock, type Locale } from '@halles/kernel';
import { type FormRefusal, PublicForms } from '@halles/platform/forms';
import {
  type Client,
  Ctx,
  CurrentClient,
  CurrentLocale,
  type HttpAnswer,
  PageNotFound,
  Public,
  redirectTo,
  subnetKey,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { type Page, page } from '../rendering/page';
import { reportForm } from './report.form';
import { presentConfirm, presentReport, presentReportSent } from './report.presenter';

/** "Signaler une erreur": a reader says what is wrong about a listing. Works without JavaScript. */
@Public()
@Controller()
export class ReportController {
  constructor(
    private readonly forms: PublicForms,
    private readonly listings: ListingService,
    private readonly reports: ReportService,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('report'))
  async form(@Ctx() ctx: TenantContext, @Param('listing') segment: string): Promise<Page> {
    const listing = await this.listingOf(ctx, segment);
    return page('reports/report', presentReport(listing, this.forms.blank()));
  }

  @Post(patternsOf('report'))
  async send(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @CurrentClient() client: Client,
    @Param('listing') segment: string,
    @Body() body: unknown,
  ): Promise<Page | HttpAnswer> {
    const listing = await this.listingOf(ctx, segment);
    return this.forms.submit({
      ctx,
      client,
      form: reportForm,
      body,
      keyReused: ReportKeyReused,
      use: async (input, idempotencyKey): Promise<Page | HttpAnswer> => {
        const network = subnetKey(client.address);
        const reporter = reporterKeys(this.config.masterKey, ctx, network, this.clock.now());
        await this.reports.report(ctx, { ...input, idempotencyKey, listing: listing.id }, locale, reporter);
        return redirectTo(pathTo('reportSent', locale, listingParams(listing)));
      },
      again: ({ state, ...answer }: FormRefusal) =>
        page('reports/report', presentReport(listing, state), answer),
    });
  }

  @Get(patternsOf('reportSent'))
  async sent(@Ctx() ctx: TenantContext, @Param('listing') segment: string): Promise<Page> {
    return page('reports/report-sent', presentReportSent(await this.listingOf(ctx, segment)));
  }

  /** The page of a mailed link. Opening it changes nothing: mail programs follow links by themselves. */
  @Get(patternsOf('report.confirm'))
  async confirmation(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<Page> {
    const { listing, kind } = await this.reports.open(ctx, token);
    return page('reports/confirm', presentConfirm(listing, kind, token));
  }

  @Post(patternsOf('report.confirm'))
  async confirm(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
  ): Promise<HttpAnswer> {
    const { listing } = await this.reports.open(ctx, token);
    await this.reports.confirm(ctx, token, this.clock.now());
    return redirectTo(pathTo('reportSent', locale, listingParams(listing)));
  }

  /** @throws PageNotFound */
  private async listingOf(ctx: TenantContext, segment: string): Promise<Listing> {
    const id = listingIdOf(segment);
    const listing = id === null ? null : await this.listings.find(ctx, id);
    if (!listing) throw new PageNotFound({});
    return listing;
  }
}
