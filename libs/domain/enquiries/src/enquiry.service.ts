import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EnquiryInput } from '@halles/contracts';
import { Clock, type Locale } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import type { EnquiryEntity } from './enquiry.entity';
import { EnquiryKeyReused } from './enquiry.errors';
import { acknowledgeEnquiry, forwardEnquiry } from './enquiry.events';
import { enquiryReference, REFERENCE_BYTES } from './enquiry-reference';
import { EnquiryRepository } from './enquiry.repository';

const contentFields = ['name', 'email', 'subject', 'message', 'locale'] as const;

/** What a citizen writes to the town hall through the portal. */
@Injectable()
export class EnquiryService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly enquiries: EnquiryRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores the enquiry and enqueues two mails, one to the town hall and a receipt to its writer, in one transaction. A form
   * that is sent twice gets the first reference again and enqueues nothing more.
   * @throws EnquiryKeyReused when the key was used with other contents
   */
  async send(
    ctx: TenantContext,
    input: EnquiryInput,
    locale: Locale,
  ): Promise<{ readonly reference: string }> {
    return this.work.write(ctx, async (tx) => {
      const enquiry: EnquiryEntity = {
        ...input,
        id: uuid(),
        reference: enquiryReference(randomBytes(REFERENCE_BYTES)),
        locale,
        createdAt: this.clock.now(),
      };
      if (!(await this.enquiries.insertOnce(tx, enquiry))) {
        const first = await this.enquiries.getByIdempotencyKey(tx, input.idempotencyKey);
        if (contentFields.some((field) => first[field] !== enquiry[field])) throw new EnquiryKeyReused({});
        return { reference: first.reference };
      }
      await this.outbox.append(tx, forwardEnquiry(enquiry.id));
      await this.outbox.append(tx, acknowledgeEnquiry(enquiry.id));
      return { reference: enquiry.reference };
    });
  }

  /** Erases the enquiries that were written before the instant. Returns how many. */
  @EraseAfter('enquiries', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.enquiries.deleteBefore(tx, instant));
  }

  /** Null where it was erased. */
  async find(ctx: TenantContext, id: string): Promise<EnquiryEntity | null> {
    return this.work.read(ctx, (tx) => this.enquiries.find(tx, id));
  }
}
