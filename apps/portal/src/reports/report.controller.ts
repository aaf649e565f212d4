import { listingParams, pathTo, patternsOf } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { PostReader, type ShownPost } from '@halles/domain/posts';
import { ReportKeyReused, ReporterKeys, ReportService } from '@halles/domain/reports';
import { Clock, type Locale } from '@halles/kernel';
import {
  type FormRefusal,
  type FormValues,
  formValuesOf,
  type InputErrors,
  oneOf,
  Posted,
  type PostedForm,
  PublicForms,
  textOf,
} from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  PortalRequest,
  Public,
  redirectTo,
  subnetKey,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Page, page } from '../rendering/page';
import { Done, ListingParam, redirectDone } from '../params';
import {
  inSpan,
  isTouch,
  pinValues,
  PLAN_STEPS,
  type PlaceForm,
  type PlaceContext,
  PlaceContexts,
  steppedTo,
  withPin,
} from '../places';
import { errorsOfPlace, reportReader, saysPlace } from './report.form';
import {
  presentConfirm,
  presentConfirmed,
  presentReport,
  presentReportSent,
  type ReportAbout,
} from './report.presenter';

/** `actualite`: the post that is reported. Anything else counts as nothing. */
const reportQuery = z.object({ actualite: z.uuid().optional().catch(undefined) });

/** What the buttons of the plan do; any other sends the report. */
const PLAN_BUTTONS = [...PLAN_STEPS, 'near', 'wide', 'locate'] as const;

/** An address that names no commune is in the one that the page says. */
const placeForm = ({ id, address }: Listing): PlaceForm => ({ listingId: id, home: address.communeCode });

/** "Signaler une erreur": a reader says what is wrong about a listing. Works without JavaScript. */
@Public()
@Controller()
export class ReportController {
  constructor(
    private readonly forms: PublicForms,
    private readonly reports: ReportService,
    private readonly reporters: ReporterKeys,
    private readonly posts: PostReader,
    private readonly worlds: PlaceContexts,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('report'))
  async form(
    @Ctx() ctx: TenantContext,
    @ListingParam() listing: Listing,
    @Query({ schema: reportQuery }) { actualite }: z.output<typeof reportQuery>,
  ): Promise<Page> {
    const about = formValuesOf(actualite === undefined ? {} : { kind: 'post', post: actualite });
    const isRead = (await this.postOf(ctx, listing, about)) !== null;
    return this.unsent(ctx, listing, isRead ? about : {});
  }

  /** The post that a form names, while everybody may read it: it came from the link below it. */
  private async postOf(ctx: TenantContext, { id }: Listing, values: FormValues): Promise<ShownPost | null> {
    const post = textOf(values, 'post');
    if (post === '') return null;
    const posts = await this.posts.ofListing(ctx, id, this.clock.now());
    return posts.find((shown) => shown.id === post) ?? null;
  }

  @Post(patternsOf('report'))
  async send(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @ListingParam() listing: Listing,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const placed = posted.limitReached ? null : await this.placed(ctx, listing, posted.values);
    if (placed) return placed;
    return this.forms.submit({
      ctx,
      client,
      name: `report/${listing.id}`,
      form: reportReader(listing, await this.reports.placeKnown(ctx, listing)),
      posted,
      keyReused: ReportKeyReused,
      use: async (input, idempotencyKey): Promise<Page | HttpAnswer> => {
        const reporter = this.reporters.of(ctx, subnetKey(client.address), this.clock.now());
        const report = { ...input, idempotencyKey, listing: listing.id };
        const { isThanked } = await this.reports.report(ctx, report, locale, reporter);
        const sent = pathTo('report.sent', locale, listingParams(listing));
        return redirectDone(sent, isThanked ? 'mailed' : null);
      },
      again: async ({ state, ...answer }: FormRefusal) =>
        page(
          'reports/report',
          presentReport(listing, state, await this.aboutOf(ctx, listing, state.values)),
          answer,
        ),
    });
  }

  /** The form after a button of its plan, which sends nothing; null after any other. */
  private async placed(ctx: TenantContext, listing: Listing, values: FormValues): Promise<Page | null> {
    const form = placeForm(listing);
    if (isTouch(values)) return this.unsent(ctx, listing, await this.worlds.touched(ctx, form, values));
    const button = oneOf(values, 'do', PLAN_BUTTONS);
    if (button === null) return null;
    if (button === 'near' || button === 'wide') return this.unsent(ctx, listing, inSpan(values, button));
    if (button === 'locate') return this.located(ctx, listing, values);
    const { pin, typed } = await this.worlds.of(ctx, form, values);
    return this.unsent(ctx, listing, pin ? withPin(values, steppedTo(pin, button, typed.span)) : values);
  }

  /** The pin at the door that the directory knows, else in the middle of the commune to be placed from there. */
  private async located(ctx: TenantContext, listing: Listing, typed: FormValues): Promise<Page> {
    const values = { ...typed, ...formValuesOf({ ...pinValues(null), placedFor: '' }) };
    const { found, pin } = await this.worlds.of(ctx, placeForm(listing), values);
    const errors = errorsOfPlace(values, pin, await this.reports.placeKnown(ctx, listing));
    if (errors !== null) return this.unsent(ctx, listing, values, errors);
    // Where the directory has it, which nobody placed: it is the person's once they move it.
    const shown = { ...values, ...formValuesOf(pinValues(found?.position ?? pin)) };
    return this.unsent(ctx, listing, inSpan(shown, found?.position ? 'near' : 'wide'));
  }

  private async unsent(
    ctx: TenantContext,
    listing: Listing,
    values: FormValues,
    errors: InputErrors = {},
  ): Promise<Page> {
    const state = { ...(await this.forms.blank(ctx, `report/${listing.id}`, values)), errors };
    const about = await this.aboutOf(ctx, listing, values);
    const status = Object.keys(errors).length > 0 ? 422 : 200;
    return page('reports/report', presentReport(listing, state, about), { status });
  }

  /** What a form is shown with. */
  private async aboutOf(ctx: TenantContext, listing: Listing, values: FormValues): Promise<ReportAbout> {
    const context = await this.planOf(ctx, listing, values);
    return { context, post: await this.postOf(ctx, listing, values) };
  }

  /** What is around the pin, once there is one. */
  private async planOf(
    ctx: TenantContext,
    listing: Listing,
    values: FormValues,
  ): Promise<PlaceContext | null> {
    return saysPlace(values) && textOf(values, 'longitude') !== ''
      ? this.worlds.of(ctx, placeForm(listing), values)
      : null;
  }

  @Get(patternsOf('report.sent'))
  sent(@ListingParam() listing: Listing, @Done(['mailed']) done: 'mailed' | null): Page {
    return page('reports/report-sent', presentReportSent(listing, done === 'mailed'));
  }

  /** The page of a mailed link. Opening it changes nothing: mail programs follow links by themselves. Once it is confirmed it says so, and what follows. */
  @Get(patternsOf('report.confirm'))
  async confirmation(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<Page> {
    const report = await this.reports.open(ctx, token);
    return report.isConfirmed
      ? page('reports/report-sent', presentConfirmed(report, token))
      : page('reports/confirm', presentConfirm(report, token));
  }

  @Post(patternsOf('report.confirm'))
  async confirm(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
  ): Promise<HttpAnswer> {
    await this.reports.open(ctx, token);
    await this.reports.confirm(ctx, token, this.clock.now());
    return redirectTo(pathTo('report.confirm', locale, { token }));
  }
}
