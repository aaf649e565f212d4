import { type Config, InjectConfig } from '@halles/platform/config';
import { ACCOUNT_INVITATION_SEND, TeamService, accountMails } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Mails an invitation to work on a listing, with the link of its newest sending. */
@HandlesJob(ACCOUNT_INVITATION_SEND)
export class AccountInvitationProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly team: TeamService,
    private readonly listings: ListingService,
    private readonly deliveries: DeliveryService,
    private readonly clock: Clock,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const found = await this.team.find(job.ctx, job.ref);
    if (!found || found.invitation.state !== 'open' || found.invitation.expiresAt <= this.clock.now()) return;
    const { invitation } = found;
    const listing = await this.listings.find(job.ctx, invitation.listingId);
    if (!listing) return;
    const { locale, email, expiresAt } = invitation;
    await this.deliveries.deliver(job, {
      mail: accountMails.notice,
      locale,
      to: { name: '', address: email, isProven: false },
      model: {
        purpose: 'invitation',
        name: '',
        actionUrl: new PortalLinks(this.config, tenant).to('account.invitation', locale, {
          token: this.team.tokenOf(job.ctx, invitation),
        }),
        until: expiresAt,
        listing: listing.name,
      },
    });
  }
}
