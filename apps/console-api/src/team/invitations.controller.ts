import {
  type AcceptInvitation,
  acceptInvitationSchema,
  type InvitationLink,
  invitationLinkSchema,
  type InvitationOffer,
} from '@halles/contracts';
import { CurrentRequestId, Public, RateLimit } from '@halles/platform/http';
import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { TeamService } from './team.service';

/** What the link of an invitation opens, for who has no account yet. Its token travels in bodies: no log has it. */
@Controller('api/invitations')
export class InvitationsController {
  constructor(private readonly service: TeamService) {}

  /** What is offered; nothing is used up by looking. */
  @Post('offer')
  @Public()
  @RateLimit('login')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  offer(@Body({ schema: invitationLinkSchema }) link: InvitationLink): Promise<InvitationOffer> {
    return this.service.offer(link);
  }

  @Post('acceptance')
  @Public()
  @RateLimit('login')
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async accept(
    @Body({ schema: acceptInvitationSchema }) accepted: AcceptInvitation,
    @CurrentRequestId() requestId: string,
  ): Promise<void> {
    await this.service.accept(accepted, requestId);
  }
}
