import { hashToken, isSessionToken } from '@halles/platform/auth';
import type { Locale } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import {
  SignedLinks,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { LinkEnded, LinkOfAnotherBrowser, LinkUnknown } from './account-link.errors';
import { accountLink } from './account-link';
import { sendAccountLink } from './account.events';
import { type AccountLink, type LinkCarries, type LinkKind, LinkRepository } from './link.repository';

export interface LinkInput {
  readonly kind: Exclude<LinkKind, 'second-factor'>;
  readonly accountId: string | null;
  /** Where it goes, as accounts have it. */
  readonly email: string;
  readonly locale: Locale;
  /** The token of the browser that asks: any other is asked once more. */
  readonly browser: string;
  readonly carries?: LinkCarries;
}

/** Who uses a link, and how. */
export interface LinkOpener {
  readonly token: string;
  /** The token of their browser. */
  readonly browser: string | null;
  /** Whether they were told that another browser asked for it, and went on. */
  readonly isConfirmed: boolean;
}

/** What a link carries, but for what the browser that asked for it typed as a secret. Pure. */
const untyped = ({ passwordHash: _of, typed: _too, ...carries }: LinkCarries): LinkCarries => carries;

/** What is known of a link before it is used. */
export interface LinkView {
  /** In another browser than asked for it, without what was typed there as a secret. */
  readonly link: AccountLink;
  /** Whether it still serves. */
  readonly isOpen: boolean;
  readonly isOfThisBrowser: boolean;
}

/** Links that are mailed: each serves once, for ten minutes. What another browser typed is not taken over. */
@Injectable()
export class LinkService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly links: LinkRepository,
    private readonly signedLinks: SignedLinks,
    private readonly outbox: Outbox,
  ) {}

  /** Makes a link and promises its mail. */
  async issue(tx: TenantWriteTx, input: LinkInput, now: Date): Promise<void> {
    const id = uuid();
    await this.links.insert(
      tx,
      {
        id,
        kind: input.kind,
        accountId: input.accountId,
        email: input.email,
        locale: input.locale,
        browserHash: hashToken(input.browser),
        carries: input.carries ?? {},
        createdAt: now,
        expiresAt: accountLink.expiresAt(now),
      },
      hashToken(this.tokenOf(tx.ctx, id)),
    );
    await this.outbox.append(tx, sendAccountLink(id));
  }

  /** The token of a link, as its mail carries it: made again from the row, since only its hash is stored. */
  tokenOf(ctx: TenantContext, id: string): string {
    return this.signedLinks.issue(ctx, accountLink, { id, serial: 0 });
  }

  /** The link of a row, for its mail; null where it is gone. */
  async find(ctx: TenantContext, id: string): Promise<AccountLink | null> {
    return this.work.read(ctx, (tx) => this.links.find(tx, id));
  }

  /**
   * Looks at a link and changes nothing: programs open the links of mails before people do.
   * @throws LinkUnknown
   */
  async look(ctx: TenantContext, token: string, browser: string | null, now: Date): Promise<LinkView> {
    return this.work.read(ctx, (tx) => this.view(tx, token, browser, now));
  }

  /**
   * Uses a link up, in the transaction that does what it is for. In another browser than asked for it, only where the
   * person said once more that it is theirs; what the first browser typed is left out: who it was is not known.
   * @throws LinkUnknown, LinkEnded, LinkOfAnotherBrowser
   */
  async use(tx: TenantWriteTx, { token, browser, isConfirmed }: LinkOpener, now: Date): Promise<AccountLink> {
    const { link, isOpen, isOfThisBrowser } = await this.view(tx, token, browser, now);
    if (!isOpen) throw new LinkEnded({});
    if (!isOfThisBrowser && !isConfirmed) throw new LinkOfAnotherBrowser({});
    if (!(await this.links.use(tx, link.id, now))) throw new LinkEnded({});
    return link;
  }

  /**
   * Sends a new link for the same end to the same address, for the browser that asks now, in place of one whose time is
   * over. What was typed is kept for the browser that typed it, and for no other.
   * @throws LinkUnknown, LinkEnded when it did what it was for
   */
  async renew(ctx: TenantContext, token: string, browser: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const { link } = await this.view(tx, token, browser, now);
      if (link.usedAt !== null) throw new LinkEnded({});
      await this.repeat(tx, link, browser, now);
    });
  }

  /** Sends a link as it was seen in this browser once more. @throws LinkEnded where it is one that is never mailed */
  async repeat(tx: TenantWriteTx, link: LinkView['link'], browser: string, now: Date): Promise<void> {
    const { kind, accountId, email, locale, carries } = link;
    if (kind === 'second-factor') throw new LinkEnded({});
    await this.issue(tx, { kind, accountId, email, locale, browser, carries }, now);
  }

  private async view(tx: TenantTx, token: string, browser: string | null, now: Date): Promise<LinkView> {
    const isOurs = this.signedLinks.read(tx.ctx, accountLink, token) !== null;
    const found = isOurs ? await this.links.findByToken(tx, hashToken(token)) : null;
    if (!found) throw new LinkUnknown({});
    const isOfThisBrowser =
      browser !== null &&
      isSessionToken(browser) &&
      found.browserHash !== null &&
      hashToken(browser).equals(found.browserHash);
    const link = isOfThisBrowser ? found : { ...found, carries: untyped(found.carries) };
    return { link, isOpen: link.usedAt === null && now < link.expiresAt, isOfThisBrowser };
  }
}
