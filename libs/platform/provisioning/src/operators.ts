import { defineError } from '@halles/kernel';
import { hashPassword, oneTimePassword } from '@halles/platform/auth';
import { constraintOf } from '@halles/platform/database';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Installation } from './installation';

export const OperatorExists = defineError<{ email: string }>('operator-exists', {
  kind: 'conflict',
  title: { fr: 'Opérateur déjà connu', en: 'Operator known already' },
  detail: ({ email }) => ({
    fr: `${email} a déjà un compte de la console.`,
    en: `${email} has a console account already.`,
  }),
});

export const NoSuchOperator = defineError<{ email: string }>('no-such-operator', {
  kind: 'not-found',
  title: { fr: 'Opérateur inconnu', en: 'Unknown operator' },
  detail: ({ email }) => ({
    fr: `${email} n’a pas de compte de la console.`,
    en: `${email} has no console account.`,
  }),
});

export const OperatorRefused = defineError<{ email: string }>('operator-refused', {
  kind: 'invalid',
  title: { fr: 'Adresse e-mail inutilisable', en: 'Unusable e-mail address' },
  detail: ({ email }) => ({
    fr: `« ${email} » n’est pas une adresse e-mail.`,
    en: `"${email}" is not an e-mail address.`,
  }),
});

export const LastOperator = defineError<{ email: string }>('last-operator', {
  kind: 'conflict',
  title: { fr: 'Dernier opérateur', en: 'Last operator' },
  detail: ({ email }) => ({
    fr: `${email} est le dernier opérateur : sans lui, personne n’entre plus dans la console. Créez-en un autre d’abord.`,
    en: `${email} is the last operator: without it nobody can enter the console. Create another one first.`,
  }),
});

/** E-mail of the operator that the first start makes. */
export const FIRST_OPERATOR = 'operateur@halles.localhost';

/** An account of the console and its one-time password, which is kept nowhere. */
export interface NewOperator {
  readonly email: string;
  readonly password: string;
}

export interface OperatorRow {
  readonly email: string;
  readonly name: string;
  readonly mustChangePassword: boolean;
  readonly lastSignInAt: Date | null;
}

const emailSchema = z.email().max(254).toLowerCase();

/** Every account of the console, by e-mail. */
export async function listOperators(installation: Installation): Promise<OperatorRow[]> {
  return installation.platform().query<OperatorRow>(
    `SELECT email, name, must_change_password AS "mustChangePassword", last_sign_in_at AS "lastSignInAt"
       FROM console_account ORDER BY email`,
  );
}

/** The operator of a new installation; undefined where there is one already. */
export async function createFirstOperator(installation: Installation): Promise<NewOperator | undefined> {
  const existing = await listOperators(installation);
  return existing.length > 0 ? undefined : createOperator(installation, FIRST_OPERATOR, 'Opérateur');
}

/**
 * Makes an account of the console with a one-time password, to be changed at the first sign-in.
 * @throws OperatorExists, OperatorRefused
 */
export async function createOperator(
  installation: Installation,
  raw: string,
  name: string,
): Promise<NewOperator> {
  const parsed = emailSchema.safeParse(raw.trim());
  if (!parsed.success) throw new OperatorRefused({ email: raw });
  const email = parsed.data;
  const password = oneTimePassword();
  try {
    await installation
      .platform()
      .query(
        `INSERT INTO console_account (id, email, name, password_hash, must_change_password) VALUES ($1, $2, $3, $4, true)`,
        [uuid(), email, name, await hashPassword(password)],
      );
  } catch (error) {
    if (constraintOf(error) === 'console_account_email_taken') throw new OperatorExists({ email });
    throw error;
  }
  return { email, password };
}

/**
 * Gives an operator a new one-time password and ends their sessions: for somebody who lost theirs.
 * @throws NoSuchOperator
 */
export async function resetOperator(installation: Installation, email: string): Promise<NewOperator> {
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  return installation.platform().transaction(async (tx) => {
    const [account] = await tx.query<{ id: string; email: string }>(
      `UPDATE console_account SET password_hash = $2, must_change_password = true
        WHERE email = lower($1) RETURNING id, email`,
      [email, hash],
    );
    if (!account) throw new NoSuchOperator({ email });
    await tx.query('DELETE FROM console_session WHERE account_id = $1', [account.id]);
    return { email: account.email, password };
  });
}

/**
 * Takes an account away, with its sessions.
 * @throws NoSuchOperator, LastOperator
 */
export async function removeOperator(installation: Installation, email: string): Promise<void> {
  await installation.platform().transaction(async (tx) => {
    // Two removals at once must not each find the other's account still there.
    await tx.query('LOCK TABLE console_account IN SHARE ROW EXCLUSIVE MODE');
    const accounts = await tx.query<{ email: string }>('SELECT email FROM console_account');
    const known = accounts.some((account) => account.email === email.toLowerCase());
    if (!known) throw new NoSuchOperator({ email });
    if (accounts.length === 1) throw new LastOperator({ email });
    await tx.query('DELETE FROM console_account WHERE email = lower($1)', [email]);
  });
}
