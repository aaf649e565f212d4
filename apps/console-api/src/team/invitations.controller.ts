import {
  type AcceptedInvitation,
  type AcceptInvitation,
  acceptInvitationSchema,
  type InvitationLink,
  invitationLinkSchema,
  type InvitationOffer,
} from '@halles/contracts';
import { ConsoleAuth, readSessionCookie, sessionCookie } from '@halles/domain/console-accounts';
import {
  type Client,
  CurrentClient,
  CurrentRequestId,
  type HttpAnswer,
  json,
  Public,
  RateLimit,
} from '@halles/platform/http';
import { TenantRegistry } from '@halles/platform/tenancy';
import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { presentSession } from '../session/session.presenter';
import { TeamService } from './team.service';

/** What the link of an invitation opens, for who has no account yet. Its token travels in bodies: no log has it. */
@Controller('api/invitations')
export class InvitationsController {
  constructor(
    private readonly service: TeamService,
    private readonly auth: ConsoleAuth,
    private readonly registry: TenantRegistry,
  ) {}

  /** What is offered; nothing is used up by looking. */
  @Post('offer')
  @Public()
  @RateLimit('login')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  offer(@Body({ schema: invitationLinkSchema }) link: InvitationLink): Promise<InvitationOffer> {
    return this.service.offer(link);
  }

  /** Makes the account and signs it in; one that was there before keeps its password and signs in with it. */
  @Post('acceptance')
  @Public()
  @RateLimit('login')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async accept(
    @Body({ schema: acceptInvitationSchema }) accepted: AcceptInvitation,
    @CurrentClient() { cookies }: Client,
    @CurrentRequestId() requestId: string,
  ): Promise<HttpAnswer> {
    const token = await this.service.accept(accepted, readSessionCookie(cookies), requestId);
    const session = token === null ? null : await this.auth.resume(token);
    if (token === null || session === null) return json({ session: null } satisfies AcceptedInvitation);
    const opened: AcceptedInvitation = { session: presentSession(session, this.registry.all()) };
    return json(opened).withCookies(sessionCookie(token));
  }
}
