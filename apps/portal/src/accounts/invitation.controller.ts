import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { LinkEnded, LinkUnknown, TeamService } from '@halles/domain/accounts';
import { ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import {
  type Client,
  Ctx,
  CurrentClient,
  type HttpAnswer,
  PortalRequest,
  Public,
  redirectTo,
  statusOf,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Page } from '../rendering/page';
import { AccountAccess } from './account-access';
import { accountPage } from './account-page';
import { presentInvitation } from './invitation.presenter';
import { presentMessage } from './link.presenter';
import { signInPath } from './sign-in-path';

/** Joining the team of a business by the link of a mail. Opening it changes nothing; whoever joins has an account of their own. */
@Public()
@Controller()
export class InvitationController {
  constructor(
    private readonly access: AccountAccess,
    private readonly team: TeamService,
    private readonly listings: ListingService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('account.invitation'))
  open(
    @Ctx() ctx: TenantContext,
    @CurrentClient() client: Client,
    @Param('token') token: string,
  ): Promise<Page> {
    return orRefusal(token, async () => {
      const { listingId } = await this.team.look(ctx, token, this.clock.now());
      const session = await this.access.find(ctx, client.cookies);
      const listing = await this.listings.find(ctx, listingId);
      if (!listing) throw new LinkEnded({});
      return accountPage({
        name: 'invitation',
        paths: pathsTo('account.invitation', { token }),
        words: { listing: listing.name },
        present: (scope) => presentInvitation(scope, token, session?.account ?? null),
      });
    });
  }

  @Post(patternsOf('account.invitation'))
  async accept(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('token') token: string,
  ): Promise<Page | HttpAnswer> {
    const session = await this.access.find(ctx, client.cookies);
    if (!session) return redirectTo(signInPath(locale, pathTo('account.invitation', locale, { token })));
    return orRefusal<Page | HttpAnswer>(token, async () => {
      await this.team.accept(ctx, token, session.account.id, this.clock.now());
      return redirectTo(pathTo('merchant', locale));
    });
  }
}

/** An invitation that does not serve says why. @throws whatever is not about the invitation */
async function orRefusal<T>(token: string, work: () => Promise<T>): Promise<T | Page> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LinkEnded || error instanceof LinkUnknown)) throw error;
    return accountPage({
      name: 'invitationEnded',
      paths: pathsTo('account.invitation', { token }),
      status: statusOf(error),
      present: (scope) => presentMessage(scope, 'invitationEnded'),
    });
  }
}
