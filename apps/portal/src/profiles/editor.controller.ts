import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import type { Locale } from '@halles/kernel';
import { type FormValues, readFormValues, textOf } from '@halles/platform/forms';
import {
  type Client,
  Ctx,
  CurrentClient,
  CurrentLocale,
  type HttpAnswer,
  redirectTo,
  Requires,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { SignedIn } from '../accounts';
import { MerchantSpace } from '../merchant-space';
import type { Page } from '../rendering/page';
import { type EditorState, fieldWriter, presentEditor } from './editor.presenter';
import { type EditorSession, EditorSessions } from './editor-session';
import type { EditorForm } from './forms/editor-form';
import { editorForms } from './forms/editor-forms';
import { HoursInputs } from './hours-inputs';
import { type Done, doneQuery, pathWhenDone, versionOf } from './return-notes';

const patterns = editorForms.flatMap(({ page }) => patternsOf(`profile.${page}`));

/** The form at an address: each has a last word of its own. */
const byWord = new Map(
  editorForms.flatMap((form) =>
    patternsOf(`profile.${form.page}`).map((pattern) => [pattern.split('/').at(-1), form] as const),
  ),
);

function formAt(url: string): EditorForm {
  const word = url.replace(/\?.*$/, '').split('/').at(-1);
  const form = byWord.get(word);
  if (!form) throw new Error(`no form is at "${url}"`);
  return form;
}

/** The pages of fields. They work without JavaScript. */
@Requires('listing.edit')
@Controller()
export class EditorController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly editors: EditorSessions,
  ) {}

  @Get(patterns)
  async form(
    @Ctx() ctx: TenantContext,
    @CurrentClient() client: Client,
    @CurrentLocale() locale: Locale,
    @Param('listing', ParseIntPipe) listing: number,
    @Query({ schema: doneQuery }) done: Done,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    const form = formAt(client.url);
    const editor = await this.editors.open(ctx, listing, session, locale);
    const version = this.editors.versionFor(editor, form.fields);
    const values = form.fill(editor.content, editor.known);
    return this.#page(ctx, session, { form, editor, values }, { version, errors: {}, ...done });
  }

  @Post(patterns)
  async send(
    @Ctx() ctx: TenantContext,
    @CurrentClient() client: Client,
    @CurrentLocale() locale: Locale,
    @Param('listing', ParseIntPipe) listing: number,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const form = formAt(client.url);
    const editor = await this.editors.open(ctx, listing, session, locale);
    const values = readFormValues(body);
    const shown = { form, editor, values };
    const version = versionOf(values, editor.profile.version);
    const { changes, errors } = form.read(values, editor.known);
    if (Object.keys(errors).length > 0) return this.#page(ctx, session, shown, { version, errors }, 422);
    if (textOf(values, 'do') === 'preview') {
      await this.editors.saveDraft(ctx, editor, { version, changes });
      return redirectTo(pathTo('profile.preview', locale, { listing }));
    }
    const published = await this.editors.publish(ctx, editor, session, { version, changes });
    if ('saved' in published)
      return redirectTo(pathWhenDone(`profile.${form.page}`, locale, listing, published.saved));
    const { clash } = published;
    const theirs = (await this.editors.open(ctx, listing, session, locale)).profile.content;
    const state = { version: clash.version, errors: {}, clash: { ...clash, mine: changes, theirs } };
    return this.#page(ctx, session, shown, state, 409);
  }

  #page(
    ctx: TenantContext,
    session: AccountSession,
    {
      form,
      editor,
      values,
    }: { readonly form: EditorForm; readonly editor: EditorSession; readonly values: FormValues },
    state: EditorState,
    status = 200,
  ): Promise<Page> {
    const { listing, known } = editor;
    return this.space.page(ctx, session, {
      view: form.own?.view ?? 'profiles/form',
      title: ({ texts }) => texts.line(`pro.nav.${form.page}`),
      paths: pathsTo(`profile.${form.page}`, { listing: listing.id }),
      listing,
      section: form.page,
      status,
      present: (scope) => ({
        ...presentEditor(scope, editor, form, { ...state, values }),
        parts: form.parts(fieldWriter(scope, values, state.errors), known, scope),
        ...form.own?.present(new HoursInputs(scope, values, state.errors), known, scope),
      }),
    });
  }
}
