import { listingParams, pathTo, patternsOf } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { PostReader } from '@halles/domain/posts';
import { ReportKeyReused, ReporterKeys, ReportService } from '@halles/domain/reports';
import { Clock, type Locale } from '@halles/kernel';
import {
  type FormRefusal,
  type FormValues,
  formValuesOf,
  Posted,
  type PostedForm,
  PublicForms,
} from '@halles/platform/forms';
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
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Page, page } from '../rendering/page';
import { ListingParam } from '../params';
import { reportForm } from './report.form';
import { presentConfirm, presentReport, presentReportSent } from './report.presenter';

/** `actualite`: the post that is reported. Anything else counts as nothing. */
const reportQuery = z.object({ actualite: z.uuid().optional().catch(undefined) });

/** "Signaler une erreur": a reader says what is wrong about a listing. Works without JavaScript. */
@Public()
@Controller()
export class ReportController {
  constructor(
    private readonly forms: PublicForms,
    private readonly reports: ReportService,
    private readonly reporters: ReporterKeys,
    private readonly posts: PostReader,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('report'))
  async form(
    @Ctx() ctx: TenantContext,
    @ListingParam() listing: Listing,
    @Query({ schema: reportQuery }) { actualite }: z.output<typeof reportQuery>,
  ): Promise<Page> {
    const about = actualite === undefined ? {} : await this.aboutPost(ctx, listing, actualite);
    return page(
      'reports/report',
      presentReport(listing, await this.forms.blank(ctx, `report/${listing.id}`, about)),
    );
  }

  /** The form of who reads a post and presses the link below it: which one is written already. */
  private async aboutPost(ctx: TenantContext, { id }: Listing, post: string): Promise<FormValues> {
    const posts = await this.posts.ofListing(ctx, id, this.clock.now());
    const title = posts.find((shown) => shown.id === post)?.title;
    return title === undefined ? {} : formValuesOf({ kind: 'post', message: `${title}\n` });
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
