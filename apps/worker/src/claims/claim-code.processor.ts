import { CLAIM_CODE, ClaimNotices, claimMails } from '@halles/domain/claims';
import { DeliveryService } from '@halles/domain/deliveries';
import { systemClock } from '@halles/kernel';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';
import { subjectWords } from './claim-mails';
import { CodeCaller } from './code-caller';

/** Brings a code to the phone or the address that the register knows. One that is over by now is brought to nobody. */
@Injectable()
export class ClaimCodeProcessor implements JobHandler {
  readonly kind = CLAIM_CODE;

  constructor(
    private readonly notices: ClaimNotices,
    private readonly deliveries: DeliveryService,
    private readonly caller: CodeCaller,
  ) {}

  async run(job: Job): Promise<void> {
    const notice = await this.notices.ofCode(job.ctx, job.ref, systemClock.now());
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
      to: { name: '', address: contact },
      model: { listing, code, until, phone: null },
    });
  }
}
