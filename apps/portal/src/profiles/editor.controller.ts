import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { type FormValues, readFormValues, textOf } from '@halles/platform/forms';
import type { AccountSession } from '@halles/domain/accounts';
import { contextOf, localeOfPath, Requires } from '@halles/platform/http';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import { type EditorState, presentEditor } from './editor.presenter';
import { FormBuilder } from './form-builder';
import { accessForm } from './forms/access.form';
import { timeOffForm } from './forms/time-off.form';
import type { EditorForm } from './forms/editor-form';
import { holidaysForm } from './forms/holidays.form';
import { informationForm } from './forms/information.form';
import { legalForm } from './forms/legal.form';
import { paymentsForm } from './forms/payments.form';
import { servicesForm } from './forms/services.form';
import { HoursInputs } from './hours-inputs';
import { type EditorSession, EditorSessions } from './editor-session';
import { MerchantSpace } from '../merchant-space';
import { doneOf, donePath, versionOf } from './return-notes';

const forms = [holidaysForm, timeOffForm, informationForm, accessForm, paymentsForm, servicesForm, legalForm];
const patterns = forms.flatMap(({ page }) => patternsOf(`profile.${page}`));

/** The form at an address: each has a last word of its own. */
const byWord = new Map(
  forms.flatMap((form) =>
    patternsOf(`profile.${form.page}`).map((pattern) => [pattern.split('/').at(-1), form] as const),
  ),
);

function formAt(url: string): EditorForm {
  const word = url.replace(/\?.*$/, '').split('/').at(-1);
  const form = byWord.get(word);
  if (!form) throw new Error(`no form is at "${url}"`);
  return form;
}

/** The pages of fields: public holidays, time off, information, access, payments, services, legal. They work without JavaScript. */
@Requires('listing.edit')
@Controller()
export class EditorController {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly editors: EditorSessions,
  ) {}

  @Get(patterns)
  async form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Query() query: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const form = formAt(request.url);
    const editor = await this.editors.open(
      contextOf(request),
      Number(listing),
      session,
      localeOfPath(request.url),
    );
    const version = this.editors.versionFor(editor, form.fields);
    this.#show(
      request,
      reply,
      { form, editor, raw: form.fill(editor.content, editor.known) },
      { version, errors: {}, ...doneOf(query) },
    );
  }

  @Post(patterns)
  async send(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @Body() body: unknown,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const form = formAt(request.url);
    const editor = await this.editors.open(ctx, Number(listing), session, localeOfPath(request.url));
    const raw = readFormValues(body);
    const shown = { form, editor, raw };
    const version = versionOf(raw, editor.profile.version);
    const { changes, errors } = form.read(raw, editor.known);
    if (Object.keys(errors).length > 0) {
      this.#show(request, reply, shown, { version, errors }, 422);
      return;
    }
    if (textOf(raw, 'do') === 'preview') {
      await this.editors.keep(ctx, editor, { version, changes });
      void reply.redirect(pathTo('profile.preview', locale, { listing: editor.listing.id }), 303);
      return;
    }
    const published = await this.editors.publish(ctx, editor, session, { version, changes });
    if ('saved' in published) {
      void reply.redirect(donePath(`profile.${form.page}`, locale, editor.listing.id, published.saved), 303);
      return;
    }
    const { clash } = published;
    const state: EditorState = {
      version: clash.version,
      errors: {},
      clash: {
        ...clash,
        mine: changes,
        theirs: (await this.editors.open(ctx, editor.listing.id, session, localeOfPath(request.url))).profile
          .content,
      },
    };
    this.#show(request, reply, shown, state, 409);
  }

  #show(
    request: FastifyRequest,
    reply: FastifyReply,
    {
      form,
      editor,
      raw,
    }: { readonly form: EditorForm; readonly editor: EditorSession; readonly raw: FormValues },
    state: EditorState,
    status = 200,
  ): void {
    this.pages.show(request, reply, {
      view: form.own?.view ?? 'pro/form',
      title: ({ texts }) => texts.line(`pro.nav.${form.page}`),
      paths: pathsTo(`profile.${form.page}`, { listing: editor.listing.id }),
      listing: editor.listing,
      section: form.page,
      status,
      present: (scope) => ({
        ...presentEditor(scope, editor, form.page, form.fields, state),
        parts: form.parts(new FormBuilder(scope, raw, state.errors), editor.known),
        ...form.own?.present(new HoursInputs(scope, raw, state.errors), editor.known, scope),
      }),
    });
  }
}
