import { hoursFields, type ListingProfile, pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { SERVICE_MODES, type ServiceMode } from '@halles/domain/hours';
import type { Locale } from '@halles/kernel';
import { type FormValues, formValuesOf, oneOf, readFormValues, textOf } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, json, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../accounts';
import { MerchantSpace } from '../merchant-space';
import type { Page } from '../rendering/page';
import { PageRenderer } from '../rendering/page-renderer';
import { type EditorState, fieldWriter, presentEditor } from './editor.presenter';
import { type EditorSession, EditorSessions } from './editor-session';
import { copyDay, fillHours, readHours, type ReadHours } from './forms/hours.form';
import { presentHoursForm, presentPreview, scheduleOf, startingHours } from './hours.presenter';
import { type Done, doneQuery, pathWhenDone, versionOf } from './return-notes';

const modeQuery = z.object({ mode: z.enum(SERVICE_MODES).catch('shop') });

const modeOf = (values: FormValues): ServiceMode => oneOf(values, 'mode', SERVICE_MODES) ?? 'shop';

const errorsOf = (hours: ReadHours): EditorState['errors'] => ('errors' in hours ? hours.errors : {});

/** What is said with the hours of a form in the place of those of its mode; as it is where the form has errors. */
const withHours = (content: ListingProfile, mode: ServiceMode, hours: ReadHours): ListingProfile =>
  'errors' in hours ? content : { ...content, [hoursFields[mode]]: hours.text };

/** The page of one mode, which says what was done. */
function pathInMode(path: string, mode: ServiceMode): string {
  if (mode === 'shop') return path;
  return `${path}${path.includes('?') ? '&' : '?'}mode=${mode}`;
}

/** The hours, mode by mode: a form that works without JavaScript, and what an island asks to show them as they are typed. */
@Requires('listing.edit')
@Controller()
export class HoursController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly renderer: PageRenderer,
    private readonly editors: EditorSessions,
  ) {}

  @Get(patternsOf('profile.hours'))
  async form(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('listing', ParseIntPipe) listing: number,
    @Query({ schema: modeQuery }) { mode }: z.output<typeof modeQuery>,
    @Query({ schema: doneQuery }) done: Done,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    const editor = await this.editors.open(ctx, listing, session, locale);
    const version = this.editors.versionFor(editor, [hoursFields[mode]]);
    const values = fillHours({ ...editor.content, ...startingHours(editor) }, mode, editor.world.place);
    return this.#page(ctx, session, editor, values, { version, errors: {}, ...done });
  }

  @Post(patternsOf('profile.hours'))
  async send(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('listing', ParseIntPipe) listing: number,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const editor = await this.editors.open(ctx, listing, session, locale);
    const values = readFormValues(body);
    const mode = modeOf(values);
    const version = versionOf(values, editor.profile.version);
    const button = textOf(values, 'do');
    if (button === 'copy' || button === 'weeks') {
      const changed = button === 'copy' ? copyDay(values) : formValuesOf({ mode });
      return this.#page(ctx, session, editor, changed, { version, errors: {} });
    }
    const hours = readHours(values, editor.world.place, locale);
    if ('errors' in hours)
      return this.#page(ctx, session, editor, values, { version, errors: hours.errors }, 422);
    // Who says their hours for the first time keeps what is shown of the other modes and of holidays.
    const changes = { ...startingHours(editor), [hoursFields[mode]]: hours.text };
    if (button === 'preview') {
      await this.editors.saveDraft(ctx, editor, { version, changes });
      return redirectTo(pathTo('profile.preview', locale, { listing }));
    }
    const published = await this.editors.publish(ctx, editor, session, { version, changes });
    if ('saved' in published)
      return redirectTo(pathInMode(pathWhenDone('profile.hours', locale, listing, published.saved), mode));
    const theirs = (await this.editors.open(ctx, listing, session, locale)).profile.content;
    const clash = { ...published.clash, mine: changes, theirs };
    return this.#page(ctx, session, editor, values, { version: clash.version, errors: {}, clash }, 409);
  }

  /** What the public would see of the hours in a form, and what is wrong with them, for an island. */
  @Post(patternsOf('profile.hoursPreview'))
  async preview(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('listing', ParseIntPipe) listing: number,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<HttpAnswer> {
    const editor = await this.editors.open(ctx, listing, session, locale);
    const values = readFormValues(body);
    const scope = this.renderer.scope(ctx.tenant, locale);
    const hours = readHours(values, editor.world.place, locale);
    const schedule = scheduleOf(withHours(editor.content, modeOf(values), hours), editor);
    const errors = fieldWriter(scope, values, errorsOf(hours)).errors();
    return json({ ...presentPreview(scope, schedule, editor.now.getTime()), errors });
  }

  #page(
    ctx: TenantContext,
    session: AccountSession,
    editor: EditorSession,
    values: FormValues,
    state: EditorState,
    status = 200,
  ): Promise<Page> {
    const mode = modeOf(values);
    const { errors } = state;
    const { listing } = editor;
    return this.space.page(ctx, session, {
      view: 'profiles/hours',
      title: ({ texts }) => texts.line('pro.nav.hours'),
      paths: pathsTo('profile.hours', { listing: listing.id }),
      listing,
      section: 'hours',
      status,
      present: (scope) => {
        const hours = readHours(values, editor.world.place, scope.locale);
        const content = withHours(editor.content, mode, hours);
        return {
          ...presentEditor(
            scope,
            editor,
            { page: 'hours', fields: [hoursFields[mode]] },
            { ...state, values },
          ),
          ...presentHoursForm(scope, editor, mode, { raw: values, errors, content }),
        };
      },
    });
  }
}
