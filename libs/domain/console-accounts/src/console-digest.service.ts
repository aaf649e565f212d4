import type { Locale } from '@halles/kernel';
import { PlatformDatabase, type Queryable } from '@halles/platform/database';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';

/** Who is mailed what waits, in their language. */
export interface DigestReader {
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  /** The day that it was promised for, `YYYY-MM-DD`. */
  readonly day: string;
}

interface OfTenant {
  readonly tenantId: string;
  readonly id: string;
}

/** Digests are known for so long: as long as their day could be sent again. */
const KEPT_DAYS = 30;

// Operators look after the platform, not after the queues of a town.
const READERS = `
  SELECT a.id FROM console_account a JOIN console_grant g ON g.account_id = a.id
   WHERE g.tenant_id = $1 AND g.role <> 'operator' AND a.wants_digest ORDER BY a.id`;
const READER = `
  SELECT a.name, a.email, a.locale, to_char(d.day, 'YYYY-MM-DD') AS day FROM console_digest d
    JOIN console_account a ON a.id = d.account_id AND a.wants_digest
    JOIN console_grant g ON g.account_id = a.id AND g.tenant_id = d.tenant_id AND g.role <> 'operator'
   WHERE d.id = $1 AND d.tenant_id = $2`;

/** The mails that tell the people of a town in the morning what waits for them: one a day at most. */
@Injectable()
export class ConsoleDigests {
  constructor(private readonly db: PlatformDatabase) {}

  /**
   * Promises the digest of a day to everybody of a territory who wants it and was promised none. Done again, and by two at
   * once, nobody gets a second one.
   * @param day `YYYY-MM-DD`
   * @param promise appends the job of a digest, in the transaction that notes it
   * @returns how many
   */
  async promise(
    tenantId: string,
    day: string,
    promise: (id: string, tx: Queryable) => Promise<void>,
  ): Promise<number> {
    return this.db.transaction(async (tx) => {
      await tx.query('DELETE FROM console_digest WHERE tenant_id = $1 AND day < $2::date - $3::int', [
        ...[tenantId, day, KEPT_DAYS],
      ]);
      let promised = 0;
      for (const { id: accountId } of await tx.query<{ id: string }>(READERS, [tenantId])) {
        const id = uuid();
        const made = await tx.query(
          `INSERT INTO console_digest (id, account_id, tenant_id, day) VALUES ($1, $2, $3, $4)
           ON CONFLICT ON CONSTRAINT console_digest_once DO NOTHING RETURNING 1`,
          [id, accountId, tenantId, day],
        );
        if (made.length === 0) continue;
        await promise(id, tx);
        promised += 1;
      }
      return promised;
    });
  }

  /** Who gets a digest; null where they have no role there any more, or want none since. */
  async reader({ tenantId, id }: OfTenant): Promise<DigestReader | null> {
    const [reader] = await this.db.query<DigestReader>(READER, [id, tenantId]);
    return reader ?? null;
  }

  /** Whether an account wants digests. */
  async isWanted(accountId: string): Promise<boolean> {
    const [row] = await this.db.query<{ wanted: boolean }>(
      'SELECT wants_digest AS wanted FROM console_account WHERE id = $1',
      [accountId],
    );
    return row?.wanted ?? false;
  }

  async choose(accountId: string, isWanted: boolean): Promise<void> {
    await this.db.query('UPDATE console_account SET wants_digest = $2 WHERE id = $1', [accountId, isWanted]);
  }
}
