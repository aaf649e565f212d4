import { SignedLinks } from '@halles/platform/tenancy';
import { type Config, InjectConfig } from '@halles/platform/config';
import { DeliveryService } from '@halles/domain/deliveries';
import { MANDATE_REQUEST, MandateService, mandateMails } from '@halles/domain/mandates';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { isStill, mandateMail } from './mandate-mail';

/** Asks a merchant by mail to sign a mandate. */
@HandlesJob(MANDATE_REQUEST)
export class MandateRequestProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly mandates: MandateService,
    private readonly links: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const file = await this.mandates.get(job.ctx, job.ref);
    const { mandate } = file;
    if (!isStill(mandate, 'proposed')) return;
    const parts = { config: this.config, links: this.links };
    const mail = mandateMail(job.ctx, file, parts, mandate.askExpiresAt ?? mandate.expiresAt);
    await this.deliveries.deliver(job, { mail: mandateMails.request, ...mail });
  }
}
