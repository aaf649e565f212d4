import type { ConsoleRole } from '@halles/contracts';
import { SESSION_COOKIE } from '@halles/domain/console-accounts';
import {
  hashPassword,
  hashToken,
  newSessionToken,
  newTotpSecret,
  SecretBox,
  totpCode,
} from '@halles/platform/auth';
import type { World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { ConsoleClient } from './console-client';

export const PASSWORD = 'girafe lampe otarie';

export interface AccountInput {
  readonly email?: string;
  /** No role at all where null. */
  readonly role?: ConsoleRole | null;
  /** The tenant of a manager or an agent. */
  readonly tenantId?: string;
  readonly password?: string;
  readonly mustChange?: boolean;
  /** Whether it has a second factor in force: operators have one unless said. */
  readonly hasSecondFactor?: boolean;
}

export interface TestAccount {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  /** The secret of the authenticator; null without one. */
  readonly secret: string | null;
}

let made = 0;
/** The usual password is hashed once: a hash costs what a guess costs. */
let usualHash: Promise<string> | undefined;

/** Makes an account of the console, as the command line and the enrolment would. */
export async function addAccount(world: World, input: AccountInput = {}): Promise<TestAccount> {
  made += 1;
  const { email = `account-${made}@halles.example`, role = 'operator', password = PASSWORD } = input;
  const id = uuid();
  const secret = (input.hasSecondFactor ?? role === 'operator') ? newTotpSecret() : null;
  const sealed = secret && new SecretBox(world.config.masterKey, 'console-totp').seal(secret, id);
  const db = world.installation.platform();
  await db.query(
    `INSERT INTO console_account (id, email, name, password_hash, must_change_password, totp_secret, totp_confirmed_at)
     VALUES ($1, $2, 'Opératrice', $3, $4, $5::bytea, CASE WHEN $5::bytea IS NULL THEN NULL ELSE now() END)`,
    [id, email, await hashOf(password), input.mustChange ?? false, sealed],
  );
  if (role !== null)
    await db.query('INSERT INTO console_grant (account_id, role, tenant_id) VALUES ($1, $2, $3)', [
      id,
      role,
      input.tenantId ?? null,
    ]);
  return { id, email, password, secret };
}

function hashOf(password: string): Promise<string> {
  if (password !== PASSWORD) return hashPassword(password);
  return (usualHash ??= hashPassword(PASSWORD));
}

/** Gives the browser a session without a sign-in, which would cost a hash. @param gaveCode whether the code was given */
export async function openSession(
  world: World,
  browser: ConsoleClient,
  { id }: TestAccount,
  gaveCode = true,
): Promise<void> {
  const token = newSessionToken();
  await world.installation.platform().query(
    `INSERT INTO console_session (token_hash, account_id, expires_at, second_factor_at)
       VALUES ($1, $2, now() + interval '1 hour', CASE WHEN $3::boolean THEN now() END)`,
    [hashToken(token), id, gaveCode],
  );
  browser.cookie = `${SESSION_COOKIE}=${token}`;
}

/** The code of this moment, as if none had been used: tests do not wait for the next thirty seconds. */
export async function freshCode(world: World, { id, secret }: TestAccount): Promise<string> {
  await world.installation
    .platform()
    .query('UPDATE console_account SET totp_step = NULL WHERE id = $1', [id]);
  return totpCode(secret ?? '', new Date());
}

/** Signs in whole: password, and the code where there is a second factor. */
export async function signInWhole(
  world: World,
  browser: ConsoleClient,
  account: TestAccount,
): Promise<ConsoleClient> {
  expect((await browser.signIn(account.email, account.password)).status).toBe(200);
  if (account.secret !== null) {
    const code = await freshCode(world, account);
    const given = await browser.call({ method: 'POST', path: '/api/session/second-factor', body: { code } });
    expect(given.status).toBe(204);
  }
  return browser;
}
