import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Everything that the tables of accounts have of one person, but what would open a door. */
@Injectable()
export class AccountDataRepository {
  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const [row] = await tx.manager.query<{ found: unknown }[]>(
      `SELECT json_build_object(
                'id', a.id, 'email', a.email, 'name', a.name, 'locale', a.locale, 'verifiedAt', a.verified_at,
                'hasPassword', a.password_hash IS NOT NULL, 'secondFactorSince', a.totp_confirmed_at,
                'createdAt', a.created_at, 'lastSignInAt', a.last_sign_in_at,
                'identities', (SELECT coalesce(json_agg(json_build_object('issuer', issuer, 'subject', subject, 'linkedAt', linked_at)), '[]')
                                 FROM account_identity WHERE account_id = a.id),
                'sessions', (SELECT coalesce(json_agg(json_build_object('signedInAt', created_at, 'lastSeenAt', last_seen_at,
                                     'by', authenticated_by, 'siret', siret, 'browser', browser) ORDER BY created_at), '[]')
                               FROM account_session WHERE account_id = a.id),
                'links', (SELECT coalesce(json_agg(json_build_object('kind', kind, 'email', email, 'askedAt', created_at, 'usedAt', used_at,
                                  'previousEmail', carries ->> 'oldEmail') ORDER BY created_at), '[]')
                            FROM account_link WHERE account_id = a.id),
                'grants', (SELECT coalesce(json_agg(json_build_object('listing', listing_id, 'role', role, 'permissions', permissions,
                                   'since', created_at) ORDER BY created_at), '[]')
                             FROM account_grant WHERE account_id = a.id),
                'invitationsReceived', (SELECT coalesce(json_agg(json_build_object('listing', listing_id, 'state', state, 'sentAt', sent_at)), '[]')
                                          FROM account_invitation WHERE email = a.email),
                'invitationsSent', (SELECT coalesce(json_agg(json_build_object('listing', listing_id, 'email', email, 'state', state, 'sentAt', sent_at)), '[]')
                                      FROM account_invitation WHERE invited_by = a.id)) AS found
         FROM account a WHERE a.id = $1`,
      [accountId],
    );
    return row?.found ?? null;
  }

  /** What names the person by the address alone, and would stay when the account goes. */
  async eraseByEmail(tx: TenantWriteTx, email: string): Promise<void> {
    await tx.manager.query('DELETE FROM account_invitation WHERE email = $1', [email]);
    await tx.manager.query('DELETE FROM account_link WHERE email = $1', [email]);
  }
}
