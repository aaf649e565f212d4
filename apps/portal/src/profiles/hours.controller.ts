import { oneOf, type FormValues, formValuesOf, readFormValues, textOf } from '@halles/platform/forms';
import { pathsTo, pathTo, patternsOf, hoursFields, type ListingProfile } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { SERVICE_MODES, type ServiceMode } from '@halles/domain/hours';
import { contextOf, localeOfPath, Requires } from '@halles/platform/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import { PageRenderer } from '../rendering/page-renderer';
import { type EditorState, presentEditor } from './editor.presenter';
import { copyDay, fillHours, readHours, type ReadHours } from './forms/hours.form';
import { presentHoursForm, presentPreview, scheduleOf, startingHours } from './hours.presenter';
import { type EditorSession, EditorSessions } from './editor-session';
import { MerchantSpace } from '../merchant-space';
import { doneOf, donePath, versionOf } from './return-notes';

const modeOf = (raw: FormValues): ServiceMode => oneOf(raw, 'mode', SERVICE_MODES) ?? 'shop';

const errorsOf = (hours: ReadHours): EditorState['errors'] => ('errors' in hours ? hours.errors : {});

/** What is said with the hours of a form in the place of those of its mode; as it is where the form has errors. */
const withHours = (content: ListingProfile, mode: ServiceMode, hours: ReadHours): ListingProfile =>
  'errors' in hours ? content : { ...content, [hoursFields[mode]]: hours.text };

/** The hours, mode by mode: a form that works without JavaScript, and what an island asks to show them as they are typed. */
@Requires('listing.edit')
@Controller()
export class HoursController {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly renderer: PageRenderer,
    private readonly editors: EditorSessions,
  ) {}

  @Get(patternsOf('profile.hours'))
  async form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Query() query: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const editor = await this.editors.open(
      contextOf(request),
      Number(listing),
      session,
      localeOfPath(request.url),
    );
    const mode = modeOf(readFormValues(query));
    const version = this.editors.versionFor(editor, [hoursFields[mode]]);
    const raw = fillHours({ ...editor.content, ...startingHours(editor) }, mode, editor.world.place);
    this.#show(request, reply, editor, raw, { version, errors: {}, ...doneOf(query) });
  }

  @Post(patternsOf('profile.hours'))
  async send(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const editor = await this.editors.open(ctx, Number(listing), session, localeOfPath(request.url));
    const raw = readFormValues(body);
    const mode = modeOf(raw);
    const version = versionOf(raw, editor.profile.version);
    const input = textOf(raw, 'do');
    if (input === 'copy' || input === 'weeks') {
      const changed = input === 'copy' ? copyDay(raw) : formValuesOf({ mode });
      this.#show(request, reply, editor, changed, { version, errors: {} });
      return;
    }
    const hours = readHours(raw, editor.world.place, locale);
    if ('errors' in hours) {
      this.#show(request, reply, editor, raw, { version, errors: hours.errors }, 422);
      return;
    }
    // Who says their hours for the first time keeps what is shown of the other modes and of holidays.
    const changes = { ...startingHours(editor), [hoursFields[mode]]: hours.text };
    if (input === 'preview') {
      await this.editors.keep(ctx, editor, { version, changes });
      void reply.redirect(pathTo('profile.preview', locale, { listing: editor.listing.id }), 303);
      return;
    }
    const published = await this.editors.publish(ctx, editor, session, { version, changes });
    if ('saved' in published) {
      const path = donePath('profile.hours', locale, editor.listing.id, published.saved);
      const inMode = mode === 'shop' ? path : `${path}${path.includes('?') ? '&' : '?'}mode=${mode}`;
      void reply.redirect(inMode, 303);
      return;
    }
    const theirs = (await this.editors.open(ctx, editor.listing.id, session, localeOfPath(request.url)))
      .profile.content;
    const clash = { ...published.clash, mine: changes, theirs };
    this.#show(request, reply, editor, raw, { version: published.clash.version, errors: {}, clash }, 409);
  }

  /** What the public would see of the hours in a form, and what is wrong with them, for an island. */
  @Post(patternsOf('profile.hoursPreview'))
  @HttpCode(200)
  async preview(
    @Req() request: FastifyRequest,
    @Param('listing') listing: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<object> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const editor = await this.editors.open(ctx, Number(listing), session, localeOfPath(request.url));
    const raw = readFormValues(body);
    const scope = this.renderer.scope(ctx.tenant, locale);
    const hours = readHours(raw, editor.world.place, locale);
    const schedule = scheduleOf(withHours(editor.content, modeOf(raw), hours), editor);
    const errors = Object.entries(errorsOf(hours)).map(([field, { key, words }]) => ({
      field,
      message: scope.texts.line(`pro.errors.${key}`, words),
    }));
    return { ...presentPreview(scope, schedule, editor.now.getTime()), errors };
  }

  #show(
    request: FastifyRequest,
    reply: FastifyReply,
    editor: EditorSession,
    raw: FormValues,
    state: EditorState,
    status = 200,
  ): void {
    const mode = modeOf(raw);
    const field = hoursFields[mode];
    const { errors } = state;
    this.pages.show(request, reply, {
      view: 'pro/hours',
      title: ({ texts }) => texts.line('pro.nav.hours'),
      paths: pathsTo('profile.hours', { listing: editor.listing.id }),
      listing: editor.listing,
      section: 'hours',
      status,
      present: (scope) => {
        const hours = readHours(raw, editor.world.place, scope.locale);
        const content = withHours(editor.content, mode, hours);
        return {
          ...presentEditor(scope, editor, 'hours', [field], state),
          ...presentHoursForm(scope, editor, mode, { raw, errors, content }),
        };
      },
    });
  }
}
