import { hoursFields, type ListingProfile } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { SERVICE_MODES, type ServiceMode } from '@halles/domain/hours';
import { contextOf, localeOfPath, Requires } from '@halles/platform/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import { PageRenderer } from '../rendering/page-renderer';
import { type EditorState, presentEditor } from './editor.presenter';
import { oneOf, type RawForm, rawOf, readRaw, textOf } from './form-reader';
import { copyDay, fillHours, readHours, type ReadHours } from './forms/hours.form';
import { presentHoursForm, presentPreview, scheduleOf, startingHours } from './hours.presenter';
import { type Desk, ProDesks } from './pro-desk';
import { ProPages } from './pro-page';
import { proPath, proPaths, proPatterns, proRoutes } from './pro-routes';
import { doneOf, donePath, versionOf } from './return-notes';

const modeOf = (raw: RawForm): ServiceMode => oneOf(raw, 'mode', SERVICE_MODES) ?? 'shop';

const errorsOf = (hours: ReadHours): EditorState['errors'] => ('errors' in hours ? hours.errors : {});

/** What is said with the hours of a form in the place of those of its mode; as it is where the form has errors. */
const withHours = (content: ListingProfile, mode: ServiceMode, hours: ReadHours): ListingProfile =>
  'errors' in hours ? content : { ...content, [hoursFields[mode]]: hours.text };

/** The hours, mode by mode: a form that works without JavaScript, and what an island asks to show them as they are typed. */
@Requires('listing.edit')
@Controller()
export class HoursController {
  constructor(
    private readonly pages: ProPages,
    private readonly renderer: PageRenderer,
    private readonly desks: ProDesks,
  ) {}

  @Get(proPatterns('hours'))
  async form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Query() query: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const desk = await this.desks.open(
      contextOf(request),
      Number(listing),
      session,
      localeOfPath(request.url),
    );
    const mode = modeOf(readRaw(query));
    const version = this.desks.versionFor(desk, [hoursFields[mode]]);
    const raw = fillHours({ ...desk.content, ...startingHours(desk) }, mode, desk.world.place);
    this.#show(request, reply, desk, raw, { version, errors: {}, ...doneOf(query) });
  }

  @Post(proPatterns('hours'))
  async send(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const desk = await this.desks.open(ctx, Number(listing), session, localeOfPath(request.url));
    const raw = readRaw(body);
    const mode = modeOf(raw);
    const version = versionOf(raw, desk.profile.version);
    const input = textOf(raw, 'do');
    if (input === 'copy' || input === 'weeks') {
      const changed = input === 'copy' ? copyDay(raw) : rawOf({ mode });
      this.#show(request, reply, desk, changed, { version, errors: {} });
      return;
    }
    const hours = readHours(raw, desk.world.place, locale);
    if ('errors' in hours) {
      this.#show(request, reply, desk, raw, { version, errors: hours.errors }, 422);
      return;
    }
    // Who says their hours for the first time keeps what is shown of the other modes and of holidays.
    const changes = { ...startingHours(desk), [hoursFields[mode]]: hours.text };
    if (input === 'preview') {
      await this.desks.keep(ctx, desk, { version, changes });
      void reply.redirect(proPath('preview', locale, desk.listing.id), 303);
      return;
    }
    const published = await this.desks.publish(ctx, desk, session, { version, changes });
    if ('saved' in published) {
      const path = donePath('hours', locale, desk.listing.id, published.saved);
      const inMode = mode === 'shop' ? path : `${path}${path.includes('?') ? '&' : '?'}mode=${mode}`;
      void reply.redirect(inMode, 303);
      return;
    }
    const theirs = (await this.desks.open(ctx, desk.listing.id, session, localeOfPath(request.url))).profile
      .content;
    const clash = { ...published.clash, mine: changes, theirs };
    this.#show(request, reply, desk, raw, { version: published.clash.version, errors: {}, clash }, 409);
  }

  /** What the public would see of the hours in a form, and what is wrong with them, for an island. */
  @Post(proPatterns('hoursPreview'))
  @HttpCode(200)
  async preview(
    @Req() request: FastifyRequest,
    @Param('listing') listing: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<object> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const desk = await this.desks.open(ctx, Number(listing), session, localeOfPath(request.url));
    const raw = readRaw(body);
    const scope = this.renderer.scope(ctx.tenant, locale);
    const hours = readHours(raw, desk.world.place, locale);
    const schedule = scheduleOf(withHours(desk.content, modeOf(raw), hours), desk);
    const errors = Object.entries(errorsOf(hours)).map(([field, { key, words }]) => ({
      field,
      message: scope.texts.line(`pro.errors.${key}`, words),
    }));
    return { ...presentPreview(scope, schedule, desk.now.getTime()), errors };
  }

  #show(
    request: FastifyRequest,
    reply: FastifyReply,
    desk: Desk,
    raw: RawForm,
    state: EditorState,
    status = 200,
  ): void {
    const mode = modeOf(raw);
    const field = hoursFields[mode];
    const { errors } = state;
    this.pages.show(request, reply, {
      view: 'pro/hours',
      title: ({ texts }) => texts.line('pro.nav.hours'),
      paths: proPaths(proRoutes.hours, desk.listing.id),
      listing: desk.listing,
      section: 'hours',
      status,
      isInvalid: status !== 200,
      present: (scope) => {
        const hours = readHours(raw, desk.world.place, scope.locale);
        const content = withHours(desk.content, mode, hours);
        return {
          ...presentEditor(scope, desk, 'hours', [field], state),
          ...presentHoursForm(scope, desk, mode, { raw, errors, content }),
        };
      },
    });
  }
}
