import { hoursFields, type ListingProfile, pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { FreshnessService } from '@halles/domain/freshness';
import { SERVICE_MODES, type ServiceMode } from '@halles/domain/hours';
import type { Locale } from '@halles/kernel';
import {
  buttonForm,
  defineActions,
  type FormReader,
  formReader,
  type FormValues,
  formValuesOf,
  inputOf,
  oneOf,
  Posted,
  type PostedForm,
  submitAction,
} from '@halles/platform/forms';
import { type HttpAnswer, json, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { MerchantSpace, SpaceRequest, type SpaceUser } from '../merchant-space';
import type { Page, PageOptions } from '../rendering/page';
import { PageRenderer } from '../rendering/page-renderer';
import { agreedIn } from './closing';
import { type EditorState, fieldWriter, presentEditor } from './editor.presenter';
import type { EditorSession } from './editor';
import { draftedOf, EditorSessions, publishedOf } from './editor-session';
import { copyDay, fillHours, firstInput, readHours, type ReadHours } from './forms/hours.form';
import {
  presentByTown,
  presentHoursForm,
  presentPreview,
  scheduleOf,
  startedWith,
  startOf,
} from './hours.presenter';
import { doneQuery, pathWhenDone, type ReturnNote, versionOf } from './return-notes';

const modeQuery = z.object({ mode: z.enum(SERVICE_MODES).catch('shop') });

const modeOf = (values: FormValues): ServiceMode => oneOf(values, 'mode', SERVICE_MODES) ?? 'shop';

const errorsOf = (hours: ReadHours): EditorState['errors'] => ('errors' in hours ? hours.errors : {});

/** What is said with the hours of a form in the place of those of its mode; as it is where the form has errors. */
function withHours(editor: EditorSession, mode: ServiceMode, hours: ReadHours): ListingProfile {
  if ('errors' in hours) return editor.content;
  const typed = { ...draftedOf(editor), [hoursFields[mode]]: hours.text };
  return { ...editor.content, ...startedWith(editor, typed).changes };
}

/** Whether a form says what is published of its mode: nothing else is drafted, and nothing else was typed. */
function saysAsPublished(
  { profile, draft, context }: EditorSession,
  mode: ServiceMode,
  hours: ReadHours,
): boolean {
  const field = hoursFields[mode];
  if (draft?.fields[field] !== undefined || 'errors' in hours) return false;
  const published = readHours(fillHours(profile.content, mode, context.place), context.place, 'fr');
  return 'text' in published && published.text === hours.text;
}

/** The page of one mode, which says what was done. */
function pathInMode(path: string, mode: ServiceMode): string {
  if (mode === 'shop') return path;
  return `${path}${path.includes('?') ? '&' : '?'}mode=${mode}`;
}

/** The hours as they are typed, right or wrong. */
const typedHours = (editor: EditorSession, locale: Locale): FormReader<ReadHours> =>
  formReader((values) => ({ input: readHours(values, editor.context.place, locale) }));

/** The buttons of the form: two change what it shows, one says that what is published is right, two want it to be right. */
function hoursActions(editor: EditorSession, locale: Locale) {
  const reader = formReader<string | null>((values) => {
    const hours = readHours(values, editor.context.place, locale);
    if ('errors' in hours) return hours;
    // Without hours of its own the page has those of another source: it would be open where it is said to be closed.
    return hours.text === null && modeOf(values) === 'shop'
      ? { errors: { [firstInput(values)]: { key: 'noOpenDay' } } }
      : { input: hours.text };
  });
  return defineActions({
    button: 'do',
    actions: { copy: buttonForm, weeks: buttonForm, confirm: buttonForm, preview: reader, publish: reader },
    otherwise: 'publish',
  });
}

/** The hours, mode by mode: a form that works without JavaScript, and what an island asks to show them as they are typed. */
@Requires('listing.edit')
@Controller()
export class HoursController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly renderer: PageRenderer,
    private readonly editors: EditorSessions,
    private readonly freshness: FreshnessService,
  ) {}

  @Get(patternsOf('profile.hours'))
  async form(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Query({ schema: modeQuery }) { mode }: z.output<typeof modeQuery>,
    @Query({ schema: doneQuery }) done: ReturnNote,
  ): Promise<Page> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    return this.page(ctx, user, editor, { ...this.stateOf(editor, mode), ...done });
  }

  /** The form as it stands, with what is not published yet. */
  private stateOf(editor: EditorSession, mode: ServiceMode): EditorState & { readonly values: FormValues } {
    const version = this.editors.versionFor(editor, [hoursFields[mode]]);
    const { content } = editor.profile;
    const open = { ...content, ...startOf(editor), ...draftedOf(editor) };
    const values = fillHours(open, mode, editor.context.place);
    return { values, version, errors: {} };
  }

  /** That what was confirmed is not what is published any more, above the hours that are. */
  private async changedMeanwhile(
    ctx: TenantContext,
    user: SpaceUser,
    {
      listing,
      mode,
      locale,
    }: { readonly listing: number; readonly mode: ServiceMode; readonly locale: Locale },
  ): Promise<Page> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    const problem = 'hoursChanged';
    return this.page(ctx, user, editor, { ...this.stateOf(editor, mode), problem }, { status: 409 });
  }

  @Post(patternsOf('profile.hours'))
  async send(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    const { values } = posted;
    const mode = modeOf(values);
    const version = versionOf(values, editor.profile.version);
    const unsaved = (changed: FormValues): Promise<Page> =>
      this.page(ctx, user, editor, { values: changed, version, errors: {} });
    const draftOf = (text: string | null) => ({ version, changes: { [hoursFields[mode]]: text } });
    return submitAction(
      hoursActions(editor, locale).read(posted),
      {
        copy: () => unsaved(copyDay(values)),
        weeks: () => unsaved(formValuesOf({ mode })),
        confirm: async () => {
          const read = { version, by: editor.author };
          if (!(await this.freshness.confirmHours(ctx, listing, read, editor.now)))
            return this.changedMeanwhile(ctx, user, { listing, mode, locale });
          return redirectTo(pathInMode(pathTo('profile.hours', locale, { listing }), mode));
        },
        preview: async (text) => {
          await this.editors.saveDraft(ctx, editor, draftOf(text));
          return redirectTo(pathTo('profile.preview', locale, { listing }));
        },
        publish: async (text) => {
          const draft = draftOf(text);
          const published = await this.editors.publish(ctx, editor, { ...draft, agreed: agreedIn(values) });
          if ('saved' in published)
            return redirectTo(
              pathInMode(pathWhenDone('profile.hours', locale, listing, published.saved), mode),
            );
          if ('closing' in published)
            return this.page(ctx, user, editor, { values, version, errors: {}, ...published });
          const other = publishedOf(await this.editors.open(ctx, listing, user, locale));
          const clash = { ...published.clash, mine: draft.changes, ...other };
          const state = { values, version: clash.version, errors: {}, clash };
          return this.page(ctx, user, editor, state, { status: 409 });
        },
      },
      ({ state: { errors, problem }, ...answer }) =>
        this.page(ctx, user, editor, { values, version, errors, problem }, answer),
    );
  }

  /** What the public would see of the hours in a form, and what is wrong with them, for an island. */
  @Post(patternsOf('profile.hoursPreview'))
  async preview(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<HttpAnswer> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    const { values } = posted;
    const scope = this.renderer.scope(ctx.tenant, locale);
    const hours = inputOf(typedHours(editor, locale).read(posted));
    const schedule = scheduleOf(withHours(editor, modeOf(values), hours), editor);
    const errors = fieldWriter(scope, values, errorsOf(hours)).errors();
    return json({ ...presentPreview(scope, editor, schedule), errors });
  }

  private async page(
    ctx: TenantContext,
    user: SpaceUser,
    editor: EditorSession,
    { values, ...state }: EditorState & { readonly values: FormValues },
    answer: PageOptions = {},
  ): Promise<Page> {
    const mode = modeOf(values);
    const { errors } = state;
    const { listing, known, profile, now } = editor;
    const freshness = known.listing
      ? await this.freshness.ofListing(ctx, known.listing, profile, now)
      : { given: {} };
    return this.space.page(ctx, user, {
      view: 'profiles/hours',
      title: ({ texts }) => texts.line('pro.nav.hours'),
      paths: pathsTo('profile.hours', { listing: listing.id }),
      listing,
      section: 'hours',
      ...answer,
      present: (scope) => {
        const hours = readHours(values, editor.context.place, scope.locale);
        const content = withHours(editor, mode, hours);
        return {
          ...presentEditor(
            scope,
            editor,
            { page: 'hours', fields: [hoursFields[mode]] },
            { ...state, values },
          ),
          ...presentByTown(scope, editor, mode, {
            ...freshness,
            isAsPublished: saysAsPublished(editor, mode, hours),
          }),
          ...presentHoursForm(scope, editor, mode, { raw: values, errors, content }),
        };
      },
    });
  }
}
