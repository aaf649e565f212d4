import 'reflect-metadata';
import type { MerchantRole, PortalPermission } from '@halles/contracts';
import {
  type Account,
  AccountRepository,
  SessionRepository,
  SessionService,
  type SignInMeans,
} from '@halles/domain/accounts';
import { required } from '@halles/kernel';
import { hashPassword } from '@halles/platform/auth';
import type { TenantContext } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import type { World } from './world';

/** What a test says of somebody who has an account; the rest is that of a baker who proved her address. */
export interface AccountInput {
  readonly email?: string;
  readonly name?: string;
  readonly locale?: 'fr' | 'en';
  /** Without one nobody signs in with a password. */
  readonly password?: string;
  readonly isVerified?: boolean;
  /** The listings that it keeps: the owner of each unless said. */
  readonly grants?: readonly {
    readonly listingId: number;
    readonly role?: MerchantRole;
    /** All of the role's unless said. */
    readonly permissions?: readonly PortalPermission[];
  }[];
}

export interface SignInInput extends AccountInput {
  /** `password` unless said. */
  readonly authenticatedBy?: SignInMeans;
  /** The SIRET that ProConnect gave. */
  readonly siret?: string;
  /** When the session began; now unless said. */
  readonly at?: Date;
}

let made = 0;

/** Makes an account on a tenant, or finds the one of that address, and gives it what it keeps. */
export async function anAccount(
  { work }: Pick<World, 'work'>,
  ctx: TenantContext,
  input: AccountInput = {},
): Promise<Account> {
  const accounts = new AccountRepository();
  const now = new Date();
  const email = (input.email ?? `boulangere-${(made += 1)}@commerce.example`).toLowerCase();
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  return work.write(ctx, async (tx) => {
    const known = await accounts.findByEmail(tx, email);
    const id = known?.id ?? uuid();
    if (!known) {
      const { name = 'Odile Fournier', locale = 'fr', isVerified = true } = input;
      const verifiedAt = isVerified ? now : null;
      await accounts.insert(tx, { id, email, name, locale, passwordHash, verifiedAt }, now);
    }
    for (const { listingId, role = 'merchant-owner', permissions = null } of input.grants ?? []) {
      await tx.manager.query(
        `INSERT INTO account_grant (account_id, listing_id, role, permissions) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id, listing_id) DO UPDATE SET role = excluded.role, permissions = excluded.permissions`,
        [id, listingId, role, permissions],
      );
      // As `ProfileWriter.keep` does, but the directory is not told.
      await tx.manager.query(
        `INSERT INTO listing_profile (listing_id, id, version, content, authors, owned, created_at, updated_at)
         VALUES ($1, $2, 0, '{}', '{}', true, $3, $3) ON CONFLICT (listing_id) DO UPDATE SET owned = true`,
        [listingId, uuid(), now],
      );
    }
    return required(await accounts.find(tx, id), 'the account');
  });
}

/**
 * Signs somebody in on a tenant's portal, without its pages: the account is made where the address has none.
 *
 * ```ts
 * const { cookie, account } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId }] });
 * await portal.ask('ici-bourg', '/pro', { headers: { cookie } });
 * await portal.post('ici-bourg', `/pro/commerces/${listingId}/horaires`, fields, { cookie });
 * ```
 * @returns the value of a Cookie header, the account, and the token for a browser's own jar (`__Host-halles`)
 */
export async function signInAs(
  world: Pick<World, 'work'>,
  ctx: TenantContext,
  input: SignInInput = {},
): Promise<{ readonly cookie: string; readonly token: string; readonly account: Account }> {
  const account = await anAccount(world, ctx, input);
  const sessions = new SessionService(world.work, new SessionRepository(), new AccountRepository());
  const token = await sessions.begin(
    ctx,
    {
      accountId: account.id,
      authenticatedBy: input.authenticatedBy ?? (input.siret === undefined ? 'password' : 'proconnect'),
      siret: input.siret ?? null,
      browser: 'test',
    },
    input.at ?? new Date(),
  );
  return { cookie: `__Host-halles=${token}`, token, account };
}
