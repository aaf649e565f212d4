import { createHmac } from 'node:crypto';
import { DAY, HOUR, mailboxOf } from '@halles/kernel';
import { type Config, derivedKey, InjectConfig } from '@halles/platform/config';
import { platformDatabase, platformRoles, type RoleDatabase, RoutingPool } from '@halles/platform/database';
import { Every, type TaskRun } from '@halles/platform/scheduling';
import { pipelined } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** How many mails. */
interface MailLimits {
  readonly hour: number;
  readonly day: number;
}

/** Mails of one kind, or about one thing, that a mailbox which nobody proved is sent, of all territories together. */
export const RECIPIENT_LIMITS: MailLimits = { hour: 4, day: 12 };
/** The same of mails about whatever things together: a stranger makes things anew, an order with somebody else's address. */
export const MAILBOX_LIMITS: MailLimits = { hour: 24, day: 72 };

/** What an address may be sent is counted apart, so that flooding it with one kind does not keep the others away. */
export interface CountedMail {
  readonly address: string;
  /** Name of the mail's definition, or the thing that mails are about. */
  readonly counted: string;
  readonly limits: MailLimits;
  /** Its delivery: each counts once, however often it is tried. */
  readonly delivery: string;
}

/**
 * Keeps forms from being used to flood somebody's mailbox in the name of towns. Addresses are stored as keyed hashes, for
 * one day.
 */
@Injectable()
export class RecipientLimit {
  private readonly db: RoleDatabase;
  private readonly key: Buffer;

  constructor(pool: RoutingPool, @InjectConfig() { masterKey }: Pick<Config, 'masterKey'>) {
    this.db = platformDatabase(pool, platformRoles.relay);
    this.key = derivedKey(masterKey, 'mail-recipient');
  }

  /** Counts a mail, and says whether it may leave. One after the other: many at once are counted as many. */
  async admits({ address, counted, limits, delivery }: CountedMail, now: Date): Promise<boolean> {
    const hash = createHmac('sha256', this.key)
      .update(`${counted} ${mailboxOf(address)}`)
      .digest();
    const [since, sinceHour] = [now.getTime() - DAY, now.getTime() - HOUR].map((time) => new Date(time));
    return this.db.transaction(async (tx) => {
      const [, , rows] = await pipelined([
        tx.query('LOCK TABLE mail_recipient IN SHARE ROW EXCLUSIVE MODE'),
        // Others wait for the lock and not for the disk: a database that crashes forgets the mails of its last moment.
        tx.query('SET LOCAL synchronous_commit = off'),
        tx.query(
          `INSERT INTO mail_recipient (address_hash, delivery, sent_at)
       SELECT $1, $2, $3
        WHERE EXISTS (SELECT FROM mail_recipient WHERE address_hash = $1 AND delivery = $2)
           OR (SELECT count(*) < $6 AND count(*) FILTER (WHERE sent_at > $5) < $7
                 FROM mail_recipient WHERE address_hash = $1 AND sent_at > $4)
       ON CONFLICT (address_hash, delivery) DO UPDATE SET sent_at = mail_recipient.sent_at
       RETURNING delivery`,
          [hash, delivery, now, since, sinceHour, limits.day, limits.hour],
        ),
      ]);
      return rows.length > 0;
    });
  }

  /** Forgets the mails of before yesterday. */
  @Every(HOUR, { name: 'mail-recipients' })
  async forget({ now }: TaskRun): Promise<void> {
    await this.db.query('DELETE FROM mail_recipient WHERE sent_at < $1', [new Date(now.getTime() - DAY)]);
  }
}
