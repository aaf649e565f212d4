import { CLAIM_CODE, ClaimNotices, claimMails } from '@halles/domain/claims';
import { DeliveryService } from '@halles/domain/deliveries';
import { Clock } from '@halles/kernel';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { subjectWords } from './claim-mails';
import { CodeCaller } from './code-caller';

/** Sends a code to the phone or the address that the register knows. An expired one is not sent. */
@HandlesJob(CLAIM_CODE)
export class ClaimCodeProcessor implements JobHandler {
  constructor(
    private readonly notices: ClaimNotices,
    private readonly deliveries: DeliveryService,
    private readonly caller: CodeCaller,
    private readonly clock: Clock,
  ) {}

  async run(job: Job): Promise<void> {
    const notice = await this.notices.ofCode(job.ctx, job.ref, this.clock.now());
    if (!notice) return;
    const { proof, claim, contact, code, subject } = notice;
    const { locale } = claim;
    const { listing } = subjectWords(subject, locale);
    const until = proof.expiresAt ?? claim.createdAt;
    if (proof.kind === 'phone-code') {
      await this.caller.call(job, { phone: contact, code, locale, listing, until });
      return;
    }
    await this.deliveries.deliver(job, {
      mail: claimMails.code,
      locale,
      to: { name: '', address: contact, isProven: false },
      model: { listing, code, until, phone: null },
    });
  }
}
