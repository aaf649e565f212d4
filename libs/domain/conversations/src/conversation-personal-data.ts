import {
  type Account,
  AccountRepository,
  PersonalDataOf,
  type PersonalDataSource,
} from '@halles/domain/accounts';
import { DeliveryRepository } from '@halles/domain/deliveries';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { IS_OF_CUSTOMER } from './conversation.repository';

export const WRITTEN = `
  SELECT c.listing_id AS listing, c.customer_name AS name, c.customer_email AS email, 
         CASE m.author WHEN 'customer' THEN m.text END AS message, CASE m.author WHEN 'shop' THEN m.text END AS reply, m.photo_id IS NOT NULL AS "hasPhoto", m.created_at AS "createdAt"
    FROM conversation c JOIN conversation_message m ON m.conversation_id = c.id
   WHERE ${IS_OF_CUSTOMER} ORDER BY c.created_at, c.id, m.number`;
/** What somebody wrote for a shop: their own words, and nothing of its customers. */
export const ANSWERED = `
  SELECT c.listing_id AS listing, m.text AS message, m.photo_id IS NOT NULL AS "hasPhoto", m.created_at AS "createdAt"
    FROM conversation_message m JOIN conversation c ON c.id = m.conversation_id
   WHERE m.account_id = $1 ORDER BY m.created_at, m.conversation_id, m.number`;
/** What somebody wrote to others of a shop about its customers, without who these are. */
export const NOTED = `
  SELECT c.listing_id AS listing, n.text AS message, n.created_at AS "createdAt"
    FROM conversation_note n JOIN conversation c ON c.id = n.conversation_id
   WHERE n.account_id = $1 ORDER BY n.created_at, n.id`;
/** What somebody answered to a shop by mail, as it came. */
export const MAILED = `
  SELECT c.listing_id AS listing, m.sender_email AS email, m.text AS message, m.received_at AS "createdAt"
    FROM conversation_mail m JOIN conversation c ON c.id = m.conversation_id
   WHERE m.side = 'customer' AND NOT m.is_stranger AND ${IS_OF_CUSTOMER} ORDER BY m.received_at, m.id`;
/** That somebody answered for a shop by mail: the words are those of their answers, and what they quote is of its customers. */
export const MAILED_FOR_SHOP = `
  SELECT c.listing_id AS listing, m.sender_email AS email, m.received_at AS "createdAt"
    FROM conversation_message w JOIN conversation_mail m ON m.id = w.id JOIN conversation c ON c.id = w.conversation_id
   WHERE w.account_id = $1 ORDER BY m.received_at, m.id`;
/** What somebody has begun to answer for a shop. */
export const BEGUN = `
  SELECT c.listing_id AS listing, d.text AS message
    FROM conversation_draft d JOIN conversation c ON c.id = d.conversation_id
   WHERE d.account_id = $1 ORDER BY d.updated_at, d.conversation_id`;

const noticesOf = (which: string): string =>
  `SELECT n.id FROM conversation c JOIN conversation_notice n ON n.conversation_id = c.id WHERE ${which}`;
const deleteOf = (which: string): string => `DELETE FROM conversation c WHERE ${which}`;
/** Of a customer, one alone, and those in which nothing was written since. */
const FORGOTTEN = {
  customer: { notices: noticesOf(IS_OF_CUSTOMER), conversations: deleteOf(IS_OF_CUSTOMER) },
  one: { notices: noticesOf('c.id = $1'), conversations: deleteOf('c.id = $1') },
  before: { notices: noticesOf('c.last_at < $1'), conversations: deleteOf('c.last_at < $1') },
} as const;

/** How conversations are forgotten: with their messages, and with what is known of the mails about them. */
@Injectable()
export class ForgottenConversations {
  constructor(private readonly deliveries: DeliveryRepository) {}

  /** Returns how many. */
  async forget(
    tx: TenantWriteTx,
    which: keyof typeof FORGOTTEN,
    values: readonly unknown[],
  ): Promise<number> {
    const statements = FORGOTTEN[which];
    const notices = await tx.manager.query<{ id: string }[]>(statements.notices, [...values]);
    await this.deliveries.deleteByRefs(
      tx,
      notices.map(({ id }) => id),
    );
    const [, count] = await tx.manager.query<[unknown[], number]>(statements.conversations, [...values]);
    return count;
  }
}

/** What stays is the shop's; what was begun goes. */
const LEFT = [
  // The answer stays as a message, without the mail that their program wrote: while it says who wrote it.
  `DELETE FROM conversation_mail m USING conversation_message w WHERE w.id = m.id AND w.account_id = $1`,
  'UPDATE conversation_message SET account_id = NULL WHERE account_id = $1',
  'UPDATE conversation_note SET account_id = NULL WHERE account_id = $1',
  'UPDATE conversation SET assignee_id = NULL WHERE assignee_id = $1',
  'DELETE FROM conversation_draft WHERE account_id = $1',
] as const;

/** The owner of an account as who wrote: an address that nobody proved is nobody's. */
const customerOf = ({ id, email, isVerified }: Pick<Account, 'id' | 'email' | 'isVerified'>) => [
  id,
  isVerified ? email : null,
];

/** What somebody and shops wrote to each other, and what they answered for a shop. */
@PersonalDataOf('conversations')
export class ConversationPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly forgotten: ForgottenConversations,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const account = await this.accounts.find(tx, accountId);
    return {
      conversations: account ? await tx.manager.query<unknown[]>(WRITTEN, customerOf(account)) : [],
      conversationMails: [
        ...(account ? await tx.manager.query<unknown[]>(MAILED, customerOf(account)) : []),
        ...(await tx.manager.query<unknown[]>(MAILED_FOR_SHOP, [accountId])),
      ],
      answers: await tx.manager.query<unknown[]>(ANSWERED, [accountId]),
      conversationNotes: await tx.manager.query<unknown[]>(NOTED, [accountId]),
      conversationDrafts: await tx.manager.query<unknown[]>(BEGUN, [accountId]),
    };
  }

  /** Answers of a shop stay, without who wrote them: they are the shop's, and its customer has them. */
  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const account = await this.accounts.find(tx, accountId);
    if (account) await this.forgotten.forget(tx, 'customer', customerOf(account));
    if (account?.isVerified)
      await tx.manager.query('DELETE FROM conversation_mail WHERE is_stranger AND sender_email = $1', [
        account.email,
      ]);
    for (const statement of LEFT) await tx.manager.query(statement, [accountId]);
  }
}
