import { dayIn } from '@halles/domain/hours';
import { EraseAfter } from '@halles/platform/scheduling';
import { DAY } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { LetterPrinter } from '@halles/platform/letters';
import { appendAudit, PortalLinks, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ClaimSubject } from '../claims/claim';
import { NoLetterToPrint } from '../claim.errors';
import { ClaimSubjectRepository } from '../claims/claim-subject.repository';
import { InvitationRepository } from './invitation.repository';
import { invitationAddress } from '../proofs/letter-address';
import { type InvitationLetter, invitationLetter } from '../letters/invitation-letter';

/** A business that was written to is left in peace for so long: six months. */
export const INVITATION_PAUSE = 183 * DAY;

/** Letters that tell businesses which nobody keeps that they have a page: the town hall prints and posts them. */
@Injectable()
export class InvitationLetters {
  constructor(
    private readonly work: UnitOfWork,
    private readonly invitations: InvitationRepository,
    private readonly subjects: ClaimSubjectRepository,
    private readonly printer: LetterPrinter,
    @InjectConfig() private readonly config: Config,
  ) {}

  /**
   * The letters to some listings, one a page, in their order; left out is who has an owner or a claim, who objected to being
   * found in the register or to letters, whose postal address nobody knows, and who was written to within six months. A
   * letter that cannot be set leaves no trace that it was.
   * @throws NoLetterToPrint where nobody is left
   */
  async print(ctx: TenantContext, listingIds: readonly number[], now: Date): Promise<Buffer> {
    return this.work.write(ctx, async (tx) => {
      const pause = new Date(now.getTime() - INVITATION_PAUSE);
      const taken = await this.invitations.take(tx, listingIds, now, pause);
      const subjects = await this.subjects.findMany(tx, taken);
      const letters = new Map<number, InvitationLetter>();
      for (const id of listingIds.filter((one) => taken.includes(one))) {
        const subject = subjects.get(id);
        const letter = subject && this.letter(ctx, subject, now);
        if (letter) letters.set(id, letter);
      }
      if (letters.size === 0) throw new NoLetterToPrint({});
      const unknown = taken.filter((id) => !letters.has(id));
      await this.invitations.giveBack(tx, unknown);
      await appendAudit(tx, 'invitations.printed', { listings: [...letters.keys()] }, now);
      return this.printer.printLetters(ctx.tenant, invitationLetter, [...letters.values()], now);
    });
  }

  /** Null where nobody knows where to post it. */
  private letter({ tenant }: TenantContext, subject: ClaimSubject, now: Date): InvitationLetter | null {
    const { id, name } = subject;
    const address = invitationAddress(subject);
    if (name === null || address === null) return null;
    const locale = tenant.settings.defaultLocale;
    const links = new PortalLinks(this.config, tenant);
    return {
      locale,
      recipient: address.lines,
      source: address.source,
      listing: name,
      url: links.to('claim.begin', locale, { listing: id }),
      privacyUrl: links.to('privacy', locale),
      sentOn: dayIn(tenant.settings.timeZone, now),
    };
  }

  /** Notes that a business wants no letter: none is printed for it any more. Twice is once. @throws ListingNotFound */
  async refuse(ctx: TenantContext, listingId: number, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (await this.invitations.object(tx, listingId, now))
        await appendAudit(tx, 'invitations.refused', { listing: listingId }, now);
    });
  }

  /** Takes that back: the business may be written to again. */
  async allow(ctx: TenantContext, listingId: number, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (await this.invitations.withdrawObjection(tx, listingId))
        await appendAudit(tx, 'invitations.allowed', { listing: listingId }, now);
    });
  }

  /** Since when a business wants no letter; null where it may be written to. */
  async refusedAt(ctx: TenantContext, listingId: number): Promise<Date | null> {
    return this.work.read(ctx, (tx) => this.invitations.objectedAt(tx, listingId));
  }

  /** Erases when businesses were written to before the instant. Returns how many. */
  @EraseAfter('invitation-letters', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.invitations.deleteBefore(tx, instant));
  }
}
