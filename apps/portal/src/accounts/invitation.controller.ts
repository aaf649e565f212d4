import { pathTo } from '@halles/contracts';
import { type Invitation, LinkEnded, LinkUnknown, TeamService } from '@halles/domain/accounts';
import { ListingService } from '@halles/domain/listings';
import { systemClock } from '@halles/kernel';
import { contextOf, localeOfPath, Public, toProblem } from '@halles/platform/http';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountAccess } from './account-access';
import { goTo } from './account-flow';
import { AccountPages } from './account-pages';
import { accountPath, accountPaths, signInPath } from './account-routes';
import { section } from './account-views';
import { presentSaid } from './link.presenter';

/** Joining the team of a business by the link of a mail. Opening it changes nothing; whoever joins has an account of their own. */
@Public()
@Controller()
export class InvitationController {
  constructor(
    private readonly pages: AccountPages,
    private readonly access: AccountAccess,
    private readonly team: TeamService,
    private readonly listings: ListingService,
  ) {}

  @Get(accountPaths('invitation'))
  async open(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<void> {
    try {
      await this.show(request, reply, token);
    } catch (error) {
      this.showRefusal(request, reply, token, error);
    }
  }

  @Post(accountPaths('invitation'))
  async accept(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<void> {
    const locale = localeOfPath(request.url);
    const session = await this.access.find(request);
    if (!session) {
      goTo(reply, signInPath(locale, accountPath('invitation', { token })[locale]));
      return;
    }
    try {
      await this.team.accept(contextOf(request), token, session.account.id, systemClock.now());
      goTo(reply, pathTo('merchant', locale));
    } catch (error) {
      this.showRefusal(request, reply, token, error);
    }
  }

  private async show(request: FastifyRequest, reply: FastifyReply, token: string): Promise<void> {
    const ctx = contextOf(request);
    const invitation = await this.team.look(ctx, token, systemClock.now());
    const session = await this.access.find(request);
    const listing = await this.listingOf(request, invitation);
    const paths = accountPath('invitation', { token });
    this.pages.show(request, reply, {
      name: 'invitation',
      paths,
      words: { listing },
      present: ({ texts, locale }) => ({
        errors: [],
        sections: [
          session
            ? section('join', {
                paragraphs: [
                  texts.line('account.invitation.as', {
                    name: session.account.name,
                    email: session.account.email,
                  }),
                ],
                forms: [
                  {
                    action: paths[locale],
                    hidden: [],
                    fields: [],
                    submit: texts.line('account.invitation.submit'),
                    look: '',
                  },
                ],
              })
            : section('join', {
                paragraphs: [texts.line('account.invitation.needsAccount')],
                links: [
                  { href: signInPath(locale, paths[locale]), label: texts.line('account.toSignIn') },
                  {
                    href: signInPath(locale, paths[locale], 'signUp'),
                    label: texts.line('account.signIn.signUp'),
                  },
                ],
              }),
        ],
      }),
    });
  }

  private async listingOf(request: FastifyRequest, { listingId }: Invitation): Promise<string> {
    const listing = await this.listings.find(contextOf(request), listingId);
    if (!listing) throw new LinkEnded({});
    return listing.name;
  }

  private showRefusal(request: FastifyRequest, reply: FastifyReply, token: string, error: unknown): void {
    if (!(error instanceof LinkEnded || error instanceof LinkUnknown)) throw error;
    const { status } = toProblem(error, 'fr', '', request.id);
    this.pages.show(request, reply, {
      name: 'invitationEnded',
      paths: accountPath('invitation', { token }),
      status,
      present: (scope) => presentSaid(scope, 'invitationEnded'),
    });
  }
}
