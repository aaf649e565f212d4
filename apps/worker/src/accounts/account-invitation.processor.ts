import { ACCOUNT_INVITATION_SEND, TeamService, accountMails } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { systemClock } from '@halles/kernel';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';
import { WorkerConfig } from '../worker-config';
import { accountAddress } from './account-addresses';

/** Mails an invitation to work on a listing, with the link of its newest sending. */
@Injectable()
export class AccountInvitationProcessor implements JobHandler {
  readonly kind = ACCOUNT_INVITATION_SEND;

  constructor(
    private readonly config: WorkerConfig,
    private readonly team: TeamService,
    private readonly listings: ListingService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const found = await this.team.find(job.ctx, job.ref);
    if (!found || found.invitation.state !== 'open' || found.invitation.expiresAt <= systemClock.now())
      return;
    const { invitation, by } = found;
    const listing = await this.listings.find(job.ctx, invitation.listingId);
    if (!listing || !by) return;
    const { locale, email, expiresAt } = invitation;
    await this.deliveries.deliver(job, {
      mail: accountMails.notice,
      locale,
      to: { name: '', address: email },
      model: {
        purpose: 'invitation',
        name: '',
        actionUrl: accountAddress(
          this.config.value,
          tenant,
          'invitation',
          locale,
          this.team.tokenOf(job.ctx, invitation),
        ),
        until: expiresAt,
        listing: listing.name,
        by: by.name,
      },
    });
  }
}
