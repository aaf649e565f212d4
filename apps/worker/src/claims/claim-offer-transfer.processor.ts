import { CLAIM_OFFER_TRANSFER, TransferService, claimMails } from '@halles/domain/claims';
import { DeliveryService } from '@halles/domain/deliveries';
import { Clock } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { subjectWords } from './claim-mails';

/** Mails the offer of a listing to the account that may take it over, unless it was withdrawn meanwhile. */
@HandlesJob(CLAIM_OFFER_TRANSFER)
export class ClaimOfferTransferProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly transfers: TransferService,
    private readonly deliveries: DeliveryService,
    private readonly clock: Clock,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const open = await this.transfers.findOpen(job.ctx, job.ref, this.clock.now());
    if (!open) return;
    const { transfer, subject } = open;
    const { locale, id } = transfer;
    await this.deliveries.deliver(job, {
      mail: claimMails.notice,
      locale,
      to: { name: '', address: transfer.toEmail, isProven: false },
      model: {
        ...subjectWords(subject, locale),
        notice: 'transfer-offered',
        because: null,
        isDecided: false,
        reason: null,
        actionUrl: new PortalLinks(this.config, tenant).to('transfer', locale, { transfer: id }),
        until: transfer.expiresAt,
      },
    });
  }
}
