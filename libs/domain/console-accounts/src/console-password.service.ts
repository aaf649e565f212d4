import type { ForgottenConsolePassword } from '@halles/contracts';
import { Clock, DAY, MINUTE } from '@halles/kernel';
import {
  errorAt,
  hashPassword,
  hashToken,
  isGuessable,
  LinkLimiter,
  PasswordTooGuessable,
} from '@halles/platform/auth';
import { PlatformDatabase, type Queryable } from '@halles/platform/database';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { ConsolePasswordLinkEnded } from './console-account.errors';
import {
  type ConsoleAccount,
  findCredentials,
  findCredentialsById,
  lockAccount,
  updatePassword,
} from './console-account.repository';
import { CONSOLE_REALM, ConsoleAuth } from './console-auth.service';
import {
  type ConsolePasswordLink,
  deletePasswordLinks,
  findPasswordLink,
  insertPasswordLink,
  usePasswordLink,
} from './console-password-link.repository';
import type { ConsoleGrant } from './console-role';
import { deleteSessionsOf } from './console-session.repository';

/** Chooses a new password; serves once. */
export const consolePasswordLink = defineSignedLink('console-password', linkToRow, 30 * MINUTE);

/** The territory in whose name an account is written to, and how a mail is promised. */
export interface Postbox {
  readonly tenantId: string;
  /** Promises the mail about a thing in the transaction that it follows from; throws what takes the whole act back. */
  promise(tx: Queryable, ref: string): Promise<void>;
}

/** Finds the postbox of an account by its roles; null while the installation has no territory. */
export type PostboxOf = (grants: readonly ConsoleGrant[]) => Postbox | null;

/** A link as its signed token names it; the caller has checked the signature. */
interface NamedLink {
  readonly tenantId: string;
  readonly id: string;
}

/** Forgotten passwords of the console. */
@Injectable()
export class ConsolePasswords {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly auth: ConsoleAuth,
    private readonly limiter: LinkLimiter,
    private readonly clock: Clock,
  ) {}

  /**
   * Promises a link to the address. Does the same work, and answers the same, whether it has an account, on whichever
   * territory, or not: it touches no territory's own tables.
   * @param visitor who asks, as limits count visitors
   * @throws TooManyLinks
   */
  async request(
    { email, locale }: ForgottenConsolePassword,
    visitor: string,
    postboxOf: PostboxOf,
  ): Promise<void> {
    const createdAt = this.clock.now();
    const id = uuid();
    const promise = () =>
      this.db.transaction(async (tx) => {
        const account = await findCredentials(tx, email);
        const postbox = postboxOf(account?.grants ?? []);
        if (!postbox) return;
        await deletePasswordLinks(tx, new Date(createdAt.getTime() - DAY));
        const { tenantId } = postbox;
        await insertPasswordLink(tx, { id, accountId: account?.id ?? null, tenantId, locale, createdAt });
        await postbox.promise(tx, id);
      });
    await this.limiter.limit({ realm: CONSOLE_REALM, email, visitor }, promise);
  }

  /** Whose password a link chooses. @throws ConsolePasswordLinkEnded */
  async read(link: NamedLink): Promise<ConsoleAccount> {
    return this.open(this.db, link);
  }

  /**
   * Gives the account the password, ends every session and every other link of it, and opens a session, in which a
   * second factor is still asked for. Of two at once one is done.
   * @param previousToken the session that the browser came with, which ends too
   * @param postboxOf where it is promised that the owner is told
   * @returns the token, for the cookie alone
   * @throws ConsolePasswordLinkEnded, PasswordTooGuessable at `/password`
   */
  async reset(
    link: NamedLink,
    password: string,
    { previousToken, postboxOf }: { readonly previousToken: string | null; readonly postboxOf: PostboxOf },
  ): Promise<string> {
    const { id, email } = await this.open(this.db, link);
    if (isGuessable(password, email))
      throw new PasswordTooGuessable({}, errorAt('/password', new PasswordTooGuessable({})));
    const passwordHash = await hashPassword(password);
    const replaces = previousToken === null ? null : hashToken(previousToken);
    return this.db.transaction(async (tx) => {
      // Before its links: two of them at once would each end the other one's.
      await lockAccount(tx, id);
      const account = await this.open(tx, link);
      const used = { id: link.id, accountId: account.id };
      if (!(await usePasswordLink(tx, used, this.clock.now()))) throw new ConsolePasswordLinkEnded({});
      await updatePassword(tx, account.id, passwordHash);
      await deleteSessionsOf(tx, account.id);
      await postboxOf(account.grants)?.promise(tx, account.id);
      return this.auth.openIn(tx, account, { replaces, idToken: null });
    });
  }

  private async open(db: Queryable, link: NamedLink): Promise<ConsoleAccount> {
    const account = await openAccount(db, link, this.clock.now());
    if (!account) throw new ConsolePasswordLinkEnded({});
    return account;
  }
}

/** What the mails about passwords of the console are made from. */
@Injectable()
export class ConsolePasswordMails {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly clock: Clock,
  ) {}

  /** A link that still serves, with its account; null for one that leads nowhere. */
  async link(named: NamedLink): Promise<{ link: ConsolePasswordLink; account: ConsoleAccount } | null> {
    const account = await openAccount(this.db, named, this.clock.now());
    const link = account && (await findPasswordLink(this.db, named.id));
    return link && account && { link, account };
  }

  /** An account, to be told of a change; null once it is gone. */
  async account(id: string): Promise<ConsoleAccount | null> {
    return findCredentialsById(this.db, id);
  }
}

async function openAccount(
  db: Queryable,
  { tenantId, id }: NamedLink,
  now: Date,
): Promise<ConsoleAccount | null> {
  const link = await findPasswordLink(db, id);
  if (!link || link.accountId === null || link.tenantId !== tenantId) return null;
  if (link.usedAt !== null || consolePasswordLink.isOver(link.createdAt, now)) return null;
  const found = await findCredentialsById(db, link.accountId);
  if (!found) return null;
  const { passwordHash: _kept, ...account } = found;
  return account;
}
