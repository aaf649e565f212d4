import { hashToken, isSessionToken } from '@halles/platform/auth';
import { HOUR, normalizeEmail } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { LinkUnknown } from './account-link.errors';
import { type AccountLink, LinkRepository } from './link.repository';
import { LinkService } from './links.service';
import { SignUpService } from './sign-up.service';

/** How long a browser is told where its link went, and may have it sent again, ms. */
const REMEMBERED = HOUR;

/** A link that somebody waits for: sent again, or to an address without the mistake. */
@Injectable()
export class LinkAgainService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: LinkRepository,
    private readonly links: LinkService,
    private readonly signUps: SignUpService,
  ) {}

  /** The link that a browser waits for; null where it asked for none lately, or has used it. */
  async awaited(ctx: TenantContext, browser: string | null, now: Date): Promise<AccountLink | null> {
    return this.work.read(ctx, (tx) => this.newest(tx, browser, now));
  }

  /** Sends a link for the same end to the same address. @throws LinkUnknown where none is awaited */
  async send(ctx: TenantContext, browser: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const link = await this.waiting(tx, browser, now);
      await this.links.repeat(tx, link, browser, now);
    });
  }

  /**
   * Sends it to another address, with all that was typed, and ends every one that went astray: whoever got them has
   * nothing of them.
   * @throws LinkUnknown where none is awaited
   */
  async sendTo(ctx: TenantContext, browser: string, address: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const link = await this.waiting(tx, browser, now);
      if (normalizeEmail(address) === link.email) return this.links.repeat(tx, link, browser, now);
      await this.rows.expireRequests(tx, hashToken(browser), link.email, now);
      const { locale, carries, kind } = link;
      const origin = { locale, browser, returnTo: carries.returnTo ?? null };
      const { name, passwordHash } = carries.typed ?? carries;
      if (name !== undefined && passwordHash !== undefined)
        return this.signUps.signUpIn(tx, address, { name, passwordHash }, origin, now);
      return this.signUps.sendLinkIn(tx, kind === 'password' ? kind : 'sign-in', address, origin, now);
    });
  }

  private async waiting(tx: TenantTx, browser: string, now: Date): Promise<AccountLink> {
    const link = await this.newest(tx, browser, now);
    if (!link) throw new LinkUnknown({});
    return link;
  }

  private async newest(tx: TenantTx, browser: string | null, now: Date): Promise<AccountLink | null> {
    if (browser === null || !isSessionToken(browser)) return null;
    const since = new Date(now.getTime() - REMEMBERED);
    const link = await this.rows.newestOfBrowser(tx, hashToken(browser), since);
    return link?.usedAt === null ? link : null;
  }
}
