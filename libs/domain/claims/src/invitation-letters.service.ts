import { DAY, type Locale } from '@halles/kernel';
import { type Config, portalOrigin } from '@halles/platform/config';
import { type InvitationLetter, LetterPrinter } from '@halles/platform/letters';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import type { ClaimSubject } from './claim';
import { NoLetterToPrint } from './claim.errors';
import { CLAIM_CONFIG } from './claim-settings';
import { ClaimSubjectRepository } from './claim-subject.repository';
import { InvitationRepository } from './invitation.repository';
import { invitationLines } from './letter-address';

/** A business that was written to is left in peace for so long: six months. */
export const INVITATION_PAUSE = 183 * DAY;

/** Where a listing is claimed on the portal: short, for the QR code and for who types it. */
export const claimListingPath = (locale: Locale, listingId: number): string =>
  locale === 'en' ? `/en/pro/claim/${listingId}` : `/pro/revendiquer/${listingId}`;

/** Letters that tell businesses which nobody keeps that they have a page: the town hall prints and posts them. */
@Injectable()
export class InvitationLetters {
  constructor(
    private readonly work: UnitOfWork,
    private readonly invitations: InvitationRepository,
    private readonly subjects: ClaimSubjectRepository,
    private readonly printer: LetterPrinter,
    @Inject(CLAIM_CONFIG) private readonly config: Config,
  ) {}

  /**
   * The letters to some listings, one a page, in their order; left out is who has an owner or a claim, who objected to being
   * found in the register, whose postal address nobody knows, and who was written to within six months. A letter that
   * cannot be set leaves no trace that it was.
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
        const letter = subject && this.#letter(ctx, subject, now);
        if (letter) letters.set(id, letter);
      }
      if (letters.size === 0) throw new NoLetterToPrint({});
      const unknown = taken.filter((id) => !letters.has(id));
      await this.invitations.giveBack(tx, unknown);
      await appendAudit(tx, 'invitations.printed', { listings: [...letters.keys()] }, now);
      return this.printer.printInvitations(ctx.tenant, [...letters.values()], now);
    });
  }

  /** Null where nobody knows where to post it. */
  #letter({ tenant }: TenantContext, subject: ClaimSubject, now: Date): InvitationLetter | null {
    const { id, name } = subject;
    const recipient = invitationLines(subject);
    if (name === null || recipient === null) return null;
    const locale = tenant.settings.defaultLocale;
    return {
      locale,
      recipient,
      listing: name,
      url: portalOrigin(this.config, tenant.canonicalHost) + claimListingPath(locale, id),
      sentOn: now.toISOString().slice(0, 10),
    };
  }

  /** Erases when businesses were written to before the instant. Returns how many. */
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.invitations.deleteBefore(tx, instant));
  }
}
