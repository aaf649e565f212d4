import { consoleRoutes } from '@halles/contracts';
import {
  CONSOLE_INVITE,
  consoleAccountMails,
  ConsoleTeam,
  consoleInvitationLink,
} from '@halles/domain/console-accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';

/** Sends the link of an invitation to a territory's team. */
@HandlesJob(CONSOLE_INVITE)
export class ConsoleInviteProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly team: ConsoleTeam,
    private readonly deliveries: DeliveryService,
    private readonly links: SignedLinks,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const invitation = await this.team.invitation(job.ref);
    // Withdrawn, or used by the link of another sending: there is nothing left to open.
    if (invitation?.state !== 'open' || invitation.tenantId !== tenant.id) return;
    const { id, sending: serial, email, name, role, locale, invitedByName } = invitation;
    // Behind the hash: neither the log of a server nor the Referer of a page ever has it.
    const token = this.links.issue(job.ctx, consoleInvitationLink, { id, serial });
    const link = `${consoleOrigin(this.config)}${consoleRoutes.invitation}#${tenant.slug}/${token}`;
    await this.deliveries.deliverForPlatform(job, {
      mail: consoleAccountMails.invitation,
      locale,
      to: { name, address: email, isProven: false },
      model: {
        name,
        role,
        invitedBy: invitedByName,
        invitationUrl: link,
        expiresAt: invitation.expiresAt,
      },
    });
  }
}
