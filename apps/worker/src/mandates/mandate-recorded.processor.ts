import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { MANDATE_RECORDED, MandateService, mandateMails } from '@halles/domain/mandates';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { mandateModel } from './mandate-mail';

/** Tells the owner of a page by mail that the town has a mandate on it. */
@HandlesJob(MANDATE_RECORDED)
export class MandateRecordedProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly mandates: MandateService,
    private readonly links: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  /** One that was ended meanwhile is told of too, as something may have been changed under it; but to no later owner. */
  async run(job: Job): Promise<void> {
    const file = await this.mandates.get(job.ctx, job.ref);
    const { mandate } = file;
    const owner = await this.mandates.ownerSinceSigned(job.ctx, mandate);
    // It was left, or is another's by now.
    if (!owner) return this.deliveries.withhold(job);
    const { name, locale } = owner;
    const {
      proposedByName: agent,
      giverName: giver,
      giverQuality: quality,
      signedAs,
      means,
      scope,
      endedAt,
    } = mandate;
    const expiresAt = endedAt ?? mandate.expiresAt;
    const parts = { config: this.config, links: this.links };
    const model = mandateModel(job.ctx, file, parts, { name, locale, expiresAt });
    const mail = {
      mail: mandateMails.recorded,
      locale,
      to: recipientOf(owner),
      model: { ...model, agent, giver, quality, signedAs, means, scope, isEnded: endedAt !== null },
    };
    await this.deliveries.deliverWhile(
      job,
      mail,
      async () => (await this.mandates.ownerSinceSigned(job.ctx, mandate))?.id === owner.id,
    );
  }
}
