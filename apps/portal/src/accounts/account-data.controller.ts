import { AccountData, type AccountSession, plainEmail } from '@halles/domain/accounts';
import { systemClock } from '@halles/kernel';
import { contextOf, InvalidInput, localeOfPath, Requires } from '@halles/platform/http';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { presentExport } from './account-data.presenter';
import { sessionCookie } from './account-cookies';
import { isRecent, signInAgain } from './account-flow';
import { emptyForm, type FormState, FieldWriter, refused, typed } from './account-form';
import { AccountPages } from './account-pages';
import { SignedIn } from './account-request';
import { accountPaths, accountRoutes } from './account-routes';
import { section } from './account-views';
import { textOf } from './form-fields';
import { presentSaid } from './link.presenter';

/** What is kept of somebody: to take away, to read, and to have erased. Each asks for a sign-in of the last quarter of an hour. */
@Requires('account.own')
@Controller()
export class AccountDataController {
  constructor(
    private readonly pages: AccountPages,
    private readonly data: AccountData,
  ) {}

  @Get(accountPaths('data'))
  form(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.show(request, reply, 200, emptyForm);
  }

  /** A file that programs read. */
  @Post(accountPaths('dataFile'))
  async file(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    if (!isRecent(session)) return signInAgain(request, reply);
    const ctx = contextOf(request);
    const found = await this.data.export(ctx, session.account.id);
    const about = { portal: ctx.tenant.settings.title.fr, at: systemClock.now().toISOString() };
    void reply
      .status(200)
      .headers({
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${ctx.tenant.slug}-compte.json"`,
        'cache-control': 'private, no-store',
      })
      .send(`${JSON.stringify({ ...about, ...found }, null, 2)}\n`);
  }

  /** The same as a page that people read. */
  @Post(accountPaths('dataPage'))
  async page(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    if (!isRecent(session)) return signInAgain(request, reply);
    const found = await this.data.export(contextOf(request), session.account.id);
    this.pages.show(request, reply, {
      name: 'dataPage',
      paths: accountRoutes.data,
      present: (scope) => ({
        trail: [{ href: accountRoutes.data[scope.locale], label: scope.texts.line('account.data.heading') }],
        errors: [],
        sections: presentExport(scope, found),
      }),
    });
  }

  @Post(accountPaths('erase'))
  async erase(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
    @Body() body: unknown,
  ): Promise<void> {
    if (!isRecent(session)) return signInAgain(request, reply);
    if (plainEmail(textOf(body, 'eraseEmail')) !== session.account.email) {
      const error = { pointer: '/eraseEmail', message: { fr: '', en: '' } };
      const { status, form } = refused(new InvalidInput({}, [error]), typed(body, 'eraseEmail'));
      this.show(request, reply, status, form);
      return;
    }
    await this.data.erase(contextOf(request), session.account.id, systemClock.now());
    void reply.header('set-cookie', sessionCookie.clear());
    this.pages.show(request, reply, {
      name: 'erased',
      paths: accountRoutes.signIn,
      present: (scope) => presentSaid(scope, 'erased'),
    });
  }

  private show(request: FastifyRequest, reply: FastifyReply, status: number, state: FormState): void {
    const locale = localeOfPath(request.url);
    this.pages.show(request, reply, {
      name: 'data',
      paths: accountRoutes.data,
      status,
      present: (scope) => {
        const line = (key: string): string => scope.texts.line(`account.data.${key}`);
        const fields = new FieldWriter(scope, state);
        const form = (action: string, submit: string) =>
          ({ action, hidden: [], fields: [], submit, look: 'button--quiet' }) as const;
        return {
          trail: [{ href: accountRoutes.account[locale], label: scope.texts.line('account.home.heading') }],
          ...fields.summary(),
          sections: [
            section('take', {
              heading: line('take'),
              paragraphs: [line('takeText')],
              forms: [
                form(accountRoutes.dataPage[locale], line('read')),
                form(accountRoutes.dataFile[locale], line('file')),
              ],
            }),
            section('erase', {
              heading: line('erase'),
              paragraphs: [line('eraseText')],
              forms: [
                {
                  action: accountRoutes.erase[locale],
                  hidden: [],
                  fields: [fields.field('eraseEmail')],
                  submit: line('eraseSubmit'),
                  look: 'button--danger',
                },
              ],
            }),
          ],
        };
      },
    });
  }
}
