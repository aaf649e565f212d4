import { SignedLinks } from '@halles/platform/tenancy';
import { type Config, InjectConfig } from '@halles/platform/config';
import { DeliveryService } from '@halles/domain/deliveries';
import { MANDATE_SIGNED, MandateService, mandateMails } from '@halles/domain/mandates';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { isStill, mandateMail } from './mandate-mail';

/** Mails the giver of a mandate a link to read it again or to withdraw it, unless they had that as the owner of the page. */
@HandlesJob(MANDATE_SIGNED)
export class MandateSignedProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly mandates: MandateService,
    private readonly links: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const file = await this.mandates.get(job.ctx, job.ref);
    const { mandate } = file;
    if (!isStill(mandate, 'active')) return;
    const parts = { config: this.config, links: this.links };
    const mail = mandateMail(job.ctx, file, parts, mandate.expiresAt);
    const copy = { mail: mandateMails.signed, ...mail };
    await this.deliveries.deliverWhile(job, copy, async () =>
      (await this.wasWritten(job)) ? false : this.mandates.takeCopy(job.ctx, job.ref, job.outboxId),
    );
  }

  /**
   * Both mails are promised at once and go in any order: the owner's says more, and is the only one. Of two workers that find
   * nothing written one alone takes the mail.
   */
  private async wasWritten({ ctx, ref }: Job): Promise<boolean> {
    const { mandate } = await this.mandates.get(ctx, ref);
    const recipient = mandate.giverEmail ?? '';
    const owner = await this.mandates.ownerSinceSigned(ctx, mandate);
    if (owner?.email === recipient) return true;
    const written = [mandateMails.recorded.name, mandateMails.signed.name].map((template) =>
      this.deliveries.wasSent(ctx, { ref, template, recipient }),
    );
    return (await Promise.all(written)).includes(true);
  }
}
