import type { AccountSession } from '@halles/domain/accounts';
import { contextOf, localeOfPath, Requires } from '@halles/platform/http';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import { type EditorState, presentEditor } from './editor.presenter';
import { FormBuilder } from './form-builder';
import { type RawForm, readRaw, textOf } from './form-reader';
import { accessForm } from './forms/access.form';
import { awayForm } from './forms/away.form';
import type { EditorForm } from './forms/editor-form';
import { holidaysForm } from './forms/holidays.form';
import { informationForm } from './forms/information.form';
import { legalForm } from './forms/legal.form';
import { paymentsForm } from './forms/payments.form';
import { servicesForm } from './forms/services.form';
import { HoursInputs } from './hours-inputs';
import { type Desk, ProDesks } from './pro-desk';
import { ProPages } from './pro-page';
import { proPath, proPaths, proPatterns, proRoutes } from './pro-routes';
import { doneOf, donePath, versionOf } from './return-notes';

const forms = [holidaysForm, awayForm, informationForm, accessForm, paymentsForm, servicesForm, legalForm];
const patterns = forms.flatMap(({ page }) => proPatterns(page));

/** The form at an address: each has a last word of its own. */
const byWord = new Map(
  forms.flatMap((form) =>
    proPatterns(form.page).map((pattern) => [pattern.split('/').at(-1), form] as const),
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
    private readonly pages: ProPages,
    private readonly desks: ProDesks,
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
    const desk = await this.desks.open(
      contextOf(request),
      Number(listing),
      session,
      localeOfPath(request.url),
    );
    const version = this.desks.versionFor(desk, form.fields);
    this.#show(
      request,
      reply,
      { form, desk, raw: form.fill(desk.content, desk.known) },
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
    const desk = await this.desks.open(ctx, Number(listing), session, localeOfPath(request.url));
    const raw = readRaw(body);
    const shown = { form, desk, raw };
    const version = versionOf(raw, desk.profile.version);
    const { changes, errors } = form.read(raw, desk.known);
    if (Object.keys(errors).length > 0) {
      this.#show(request, reply, shown, { version, errors }, 422);
      return;
    }
    if (textOf(raw, 'do') === 'preview') {
      await this.desks.keep(ctx, desk, { version, changes });
      void reply.redirect(proPath('preview', locale, desk.listing.id), 303);
      return;
    }
    const published = await this.desks.publish(ctx, desk, session, { version, changes });
    if ('saved' in published) {
      void reply.redirect(donePath(form.page, locale, desk.listing.id, published.saved), 303);
      return;
    }
    const { clash } = published;
    const state: EditorState = {
      version: clash.version,
      errors: {},
      clash: {
        ...clash,
        mine: changes,
        theirs: (await this.desks.open(ctx, desk.listing.id, session, localeOfPath(request.url))).profile
          .content,
      },
    };
    this.#show(request, reply, shown, state, 409);
  }

  #show(
    request: FastifyRequest,
    reply: FastifyReply,
    { form, desk, raw }: { readonly form: EditorForm; readonly desk: Desk; readonly raw: RawForm },
    state: EditorState,
    status = 200,
  ): void {
    this.pages.show(request, reply, {
      view: form.own?.view ?? 'pro/form',
      title: ({ texts }) => texts.line(`pro.nav.${form.page}`),
      paths: proPaths(proRoutes[form.page], desk.listing.id),
      listing: desk.listing,
      section: form.page,
      status,
      isInvalid: status !== 200,
      present: (scope) => ({
        ...presentEditor(scope, desk, form.page, form.fields, state),
        parts: form.parts(new FormBuilder(scope, raw, state.errors), desk.known),
        ...form.own?.present(new HoursInputs(scope, raw, state.errors), desk.known, scope),
      }),
    });
  }
}
