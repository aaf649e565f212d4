import { listingParams, pathTo, patternsOf } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { ReportKeyReused, ReporterKeys, ReportService } from '@halles/domain/reports';
import { Clock, type Locale } from '@halles/kernel';
import { type FormRefusal, Posted, type PostedForm, PublicForms } from '@halles/platform/forms';
import {
  type Client,
  Ctx,
  CurrentClient,
  CurrentLocale,
  type HttpAnswer,
  Public,
  redirectTo,
  subnetKey,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { type Page, page } from '../rendering/page';
import { ListingParam } from '../params';
import { reportForm } from './report.form';
import { presentConfirm, presentReport, presentReportSent } from './report.presenter';

/** "Signaler une erreur": a reader says what is wrong about a listing. Works without JavaScript. */
@Public()
@Controller()
export class ReportController {
  constructor(
    private readonly forms: PublicForms,
    private readonly reports: ReportService,
    private readonly reporters: ReporterKeys,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('report'))
  async form(@Ctx() ctx: TenantContext, @ListingParam() listing: Listing): Promise<Page> {
    const blank = await this.forms.blank(ctx, `report/${listing.id}`);
    return page('reports/report', presentReport(listing, blank));
  }

  @Post(patternsOf('report'))
  async send(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @CurrentClient() client: Client,
    @ListingParam() listing: Listing,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.forms.submit({
      ctx,
      client,
      name: `report/${listing.id}`,
      form: reportForm,
      posted,
      keyReused: ReportKeyReused,
      use: async (input, idempotencyKey): Promise<Page | HttpAnswer> => {
        const reporter = this.reporters.of(ctx, subnetKey(client.address), this.clock.now());
        await this.reports.report(ctx, { ...input, idempotencyKey, listing: listing.id }, locale, reporter);
        return redirectTo(pathTo('report.sent', locale, listingParams(listing)));
      },
      again: ({ state, ...answer }: FormRefusal) =>
        page('reports/report', presentReport(listing, state), answer),
    });
  }

  @Get(patternsOf('report.sent'))
  sent(@ListingParam() listing: Listing): Page {
    return page('reports/report-sent', presentReportSent(listing));
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
    return redirectTo(pathTo('report.sent', locale, listingParams(listing)));
  }
}
