import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import {
  MANDATE_RECORDED,
  type MandateFile,
  MandateService,
  mandateMails,
  statusOf,
} from '@halles/domain/mandates';
import { Clock } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';
import { isStill, mandateMail, mandateModel } from './mandate-mail';

/** Tells the owner of a page by mail that the town has a mandate on it, or asks whether it may. */
@HandlesJob(MANDATE_RECORDED)
export class MandateRecordedProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly mandates: MandateService,
    private readonly links: SignedLinks,
    private readonly deliveries: DeliveryService,
    private readonly clock: Clock,
  ) {}

  /** One that was ended meanwhile is told of too, as something may have been changed under it; but to no later owner. */
  async run(job: Job): Promise<void> {
    const file = await this.mandates.get(job.ctx, job.ref);
    const { mandate } = file;
    const standing = statusOf(mandate, this.clock.now());
    // Nothing was ever allowed by what was refused or taken back while it waited, or by what nobody answered.
    const isOver = standing === 'ended' || standing === 'expired';
    if (isOver && mandate.askExpiresAt !== null) return this.deliveries.withhold(job);
    const owner = await this.mandates.ownerSinceSigned(job.ctx, mandate);
    if (!owner) return this.notifyGiver(job, file);
    const { name, locale } = owner;
    const {
      proposedByName: agent,
      giverName: giver,
      giverQuality: quality,
      signedAs,
      means,
      scope,
      endedAt,
      listingId: listing,
    } = mandate;
    const expiresAt = endedAt ?? mandate.expiresAt;
    const parts = { config: this.config, links: this.links };
    const model = mandateModel(job.ctx, file, parts, { name, locale, expiresAt });
    const isWaiting = standing === 'waiting';
    // The signed link is the signer's: the owner answers in their space.
    const answerUrl = new PortalLinks(this.config, job.ctx.tenant).to('team', locale, { listing });
    const mandateUrl = isWaiting ? answerUrl : model.mandateUrl;
    const state = isWaiting ? 'waiting' : endedAt === null ? 'active' : 'ended';
    const mail = {
      mail: mandateMails.recorded,
      locale,
      to: recipientOf(owner),
      model: { ...model, mandateUrl, agent, giver, quality, signedAs, means, scope, state },
    };
    await this.deliveries.deliverWhile(job, mail, async () => {
      if ((await this.mandates.ownerSinceSigned(job.ctx, mandate))?.id !== owner.id) return false;
      return owner.email !== mandate.giverEmail || this.mandates.takeCopy(job.ctx, job.ref, job.outboxId);
    });
  }

  /**
   * The page was left, or is another's by now: nobody is told as its owner. Whoever signed and left it meanwhile may have
   * had no copy, as this mail was to be theirs.
   */
  private async notifyGiver(job: Job, file: MandateFile): Promise<void> {
    const { mandate } = file;
    if (!isStill(mandate, 'active')) return this.deliveries.withhold(job);
    const parts = { config: this.config, links: this.links };
    const mail = mandateMail(job.ctx, file, parts, mandate.expiresAt);
    const copy = { ref: job.ref, template: mandateMails.signed.name, recipient: mail.to.address };
    await this.deliveries.deliverWhile(job, { mail: mandateMails.signed, ...mail }, async () =>
      (await this.deliveries.wasSent(job.ctx, copy))
        ? false
        : this.mandates.takeCopy(job.ctx, job.ref, job.outboxId),
    );
  }
}
