import { type ConsoleRole, emailAddress } from '@halles/contracts';
import { defineError, DomainError } from '@halles/kernel';
import { hashPassword, oneTimePassword } from '@halles/platform/auth';
import { constraintOf, type Queryable } from '@halles/platform/database';
import type { TenantRecord } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import { auditCommand, territoriesOf } from './command-audit';
import type { Installation } from './installation';
import { getTenant } from './tenants';

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
  title: { fr: 'Adresse électronique inutilisable', en: 'Unusable email address' },
  detail: ({ email }) => ({
    fr: `« ${email} » n’est pas une adresse électronique.`,
    en: `"${email}" is not an email address.`,
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

export const RoleRefused = defineError<{ role: string }>('role-refused', {
  kind: 'invalid',
  title: { fr: 'Rôle sans portée, ou de trop', en: 'A role without its scope, or with one too many' },
  detail: ({ role }) =>
    role === 'operator'
      ? {
          fr: 'Un opérateur l’est sur toute l’installation : sans territoire.',
          en: 'An operator is one on the whole installation: without a territory.',
        }
      : {
          fr: `Le rôle « ${role} » se donne sur un territoire : dites lequel.`,
          en: `The role "${role}" is given on a territory: say which.`,
        },
});

/** Email of the operator that the first start makes. */
export const FIRST_OPERATOR = 'operateur@halles.localhost';

/** An account of the console and its one-time password, which is kept nowhere. */
export interface NewOperator {
  readonly email: string;
  readonly password: string;
}

export interface OperatorRow {
  readonly email: string;
  readonly name: string;
  /** `operator`, or a role with the slug of its territory: `agent of valence`. */
  readonly roles: readonly string[];
  readonly mustChangePassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly lastSignInAt: Date | null;
}

/** A role to give: on the installation, or on the territory of that slug. */
export interface RoleInput {
  readonly role: ConsoleRole;
  readonly tenant: string | null;
}

const emailSchema = emailAddress.toLowerCase();

/** Every account of the console, by email. */
export async function listOperators(installation: Installation): Promise<OperatorRow[]> {
  return installation.platform().query<OperatorRow>(
    `SELECT a.email, a.name, a.must_change_password AS "mustChangePassword",
            a.totp_confirmed_at IS NOT NULL AS "hasSecondFactor", a.last_sign_in_at AS "lastSignInAt",
            (SELECT coalesce(array_agg(concat_ws(' of ', g.role, t.slug) ORDER BY t.slug NULLS FIRST), '{}')
               FROM console_grant g LEFT JOIN tenant t ON t.id = g.tenant_id WHERE g.account_id = a.id) AS roles
       FROM console_account a ORDER BY a.email`,
  );
}

/** The operator of a new installation; undefined where there is one already, made by another start this instant perhaps. */
export async function createFirstOperator(installation: Installation): Promise<NewOperator | undefined> {
  if ((await listOperators(installation)).length > 0) return undefined;
  try {
    return await createOperator(installation, FIRST_OPERATOR, 'Opérateur');
  } catch (error) {
    if (error instanceof DomainError && error.code === OperatorExists.code) return undefined;
    throw error;
  }
}

/** What somebody is called whose email alone is known: "Élodie Martin" of `élodie.martin@…`. Pure. */
export function nameOfAddress(email: string): string {
  const [local = ''] = email.trim().split('@');
  const words = local
    .replace(/\+.*$/, '')
    .split(/[^\p{L}\p{M}'’-]+/u)
    .filter((word) => word !== '');
  const named = words.map((word) => word.charAt(0).toLocaleUpperCase('fr') + word.slice(1));
  return named.join(' ') || local || email;
}

/**
 * Makes an account of the console with a one-time password, to be changed at the first sign-in.
 * @param input an operator unless said
 * @throws OperatorExists, OperatorRefused, RoleRefused, NoSuchTenant
 */
export async function createOperator(
  installation: Installation,
  raw: string,
  name: string,
  input: RoleInput = { role: 'operator', tenant: null },
): Promise<NewOperator> {
  const parsed = emailSchema.safeParse(raw.trim());
  if (!parsed.success) throw new OperatorRefused({ email: raw });
  const email = parsed.data;
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  const tenantId = (await scopeOf(installation, input))?.id ?? null;
  const id = uuid();
  try {
    await installation.platform().transaction(async (tx) => {
      await tx.query(
        `INSERT INTO console_account (id, email, name, password_hash, must_change_password) VALUES ($1, $2, $3, $4, true)`,
        [id, email, name, passwordHash],
      );
      await tx.query('INSERT INTO console_grant (account_id, role, tenant_id) VALUES ($1, $2, $3)', [
        id,
        input.role,
        tenantId,
      ]);
      const detail = { subject: id, role: input.role };
      await auditCommand(installation, await territoriesOf(tx, id), 'team.created', detail);
    });
  } catch (error) {
    if (constraintOf(error) === 'console_account_email_taken') throw new OperatorExists({ email });
    throw error;
  }
  return { email, password };
}

/**
 * Gives an operator a new one-time password, ends their sessions and unlinks ProConnect: for somebody who lost theirs,
 * or who is no longer alone in having it.
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
    for (const table of ['console_identity', 'console_password_link', 'console_session'])
      await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [account.id]);
    const territories = await territoriesOf(tx, account.id);
    await auditCommand(installation, territories, 'team.password-reset', { subject: account.id });
    return { email: account.email, password };
  });
}

/**
 * Takes the second factor of an account away and ends its sessions: for somebody who lost telephone and recovery codes.
 * An operator sets a new one up at the next sign-in.
 * @throws NoSuchOperator
 */
export async function resetSecondFactor(installation: Installation, email: string): Promise<void> {
  await installation.platform().transaction(async (tx) => {
    const id = await accountOf(tx, email);
    await tx.query(
      'UPDATE console_account SET totp_secret = NULL, totp_confirmed_at = NULL, totp_step = NULL WHERE id = $1',
      [id],
    );
    for (const table of ['console_recovery_code', 'console_session'])
      await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [id]);
    const territories = await territoriesOf(tx, id);
    await auditCommand(installation, territories, 'team.second-factor-reset', { subject: id });
  });
}

/**
 * Gives an account a role, or another one where it has one of that scope, and ends its sessions.
 * @throws NoSuchOperator, RoleRefused, NoSuchTenant
 */
export async function grantRole(installation: Installation, email: string, input: RoleInput): Promise<void> {
  const tenant = await scopeOf(installation, input);
  await installation.platform().transaction(async (tx) => {
    const id = await accountOf(tx, email);
    await tx.query(
      `INSERT INTO console_grant (account_id, role, tenant_id) VALUES ($1, $2, $3)
       ON CONFLICT ON CONSTRAINT console_grant_once DO UPDATE SET role = excluded.role, granted_at = now()`,
      [id, input.role, tenant?.id ?? null],
    );
    await tx.query('DELETE FROM console_session WHERE account_id = $1', [id]);
    await auditCommand(installation, tenant ? [tenant] : [], 'team.granted', {
      subject: id,
      role: input.role,
    });
  });
}

/**
 * Takes the role away that an account has on a territory, or on the installation, and ends its sessions.
 * @throws NoSuchOperator, NoSuchTenant, LastOperator
 */
export async function withdrawRole(
  installation: Installation,
  email: string,
  tenant: string | null,
): Promise<void> {
  const territory = tenant === null ? null : await getTenant(installation.platform(), tenant);
  await installation.platform().transaction(async (tx) => {
    const id = await accountOf(tx, email);
    if (territory === null) await assertNotLast(tx, id, email);
    await tx.query('DELETE FROM console_grant WHERE account_id = $1 AND tenant_id IS NOT DISTINCT FROM $2', [
      id,
      territory?.id ?? null,
    ]);
    await tx.query('DELETE FROM console_session WHERE account_id = $1', [id]);
    await auditCommand(installation, territory ? [territory] : [], 'team.withdrawn', { subject: id });
  });
}

/**
 * Takes an account away, with its sessions and roles, and what is known of the mails to it.
 * @throws NoSuchOperator, LastOperator
 */
export async function removeOperator(installation: Installation, email: string): Promise<void> {
  await installation.platform().transaction(async (tx) => {
    const id = await accountOf(tx, email);
    await assertNotLast(tx, id, email);
    await auditCommand(installation, await territoriesOf(tx, id), 'team.removed', { subject: id });
    await tx.query(
      'DELETE FROM console_delivery WHERE recipient = (SELECT email FROM console_account WHERE id = $1)',
      [id],
    );
    await tx.query('DELETE FROM console_account WHERE id = $1', [id]);
  });
}

/** @throws NoSuchOperator */
async function accountOf(tx: Queryable, email: string): Promise<string> {
  const [account] = await tx.query<{ id: string }>('SELECT id FROM console_account WHERE email = lower($1)', [
    email,
  ]);
  if (!account) throw new NoSuchOperator({ email });
  return account.id;
}

/** @throws LastOperator */
async function assertNotLast(tx: Queryable, id: string, email: string): Promise<void> {
  // Two removals at once must not each find the other's account still there.
  await tx.query('LOCK TABLE console_grant IN SHARE ROW EXCLUSIVE MODE');
  const operators = await tx.query<{ id: string }>(
    `SELECT account_id AS id FROM console_grant WHERE role = 'operator'`,
  );
  if (operators.length === 1 && operators[0]?.id === id) throw new LastOperator({ email });
}

/** The tenant that a role is held on; null on the installation. @throws RoleRefused, NoSuchTenant */
async function scopeOf(
  installation: Installation,
  { role, tenant }: RoleInput,
): Promise<TenantRecord | null> {
  if ((role === 'operator') !== (tenant === null)) throw new RoleRefused({ role });
  return tenant === null ? null : getTenant(installation.platform(), tenant);
}
