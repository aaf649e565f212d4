import { type Account, AccountRepository } from '@halles/domain/accounts';
import { Clock, MINUTE } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  type Conversation,
  type ConversationMessage,
  type ConversationSide,
  isUnreadBy,
  otherSide,
} from './conversation';
import { notifyCustomerOfMessages, notifyShopOfMessages } from './conversation.events';
import { ConversationMailRepository } from './by-mail/conversation-mail.repository';
import { ConversationAnswerers } from './conversation-answerers';
import { ConversationRepository } from './conversation.repository';
import { Messaging } from './messaging.service';

/** How long what nobody reads waits for a mail: whoever has the page open has read it by then, and what follows goes with it. */
const PAUSE = 2 * MINUTE;
/** Conversations that one run looks at. */
const MOST_AT_ONCE = 200;
/** Messages that one mail tells of. */
const MOST_MAILED = 20;

const DUE = `
  SELECT c.id FROM conversation c
   WHERE c.last_at <= $1
     AND (c.shop_notified < c.customer_number AND c.shop_read < c.customer_number
       OR c.customer_notified < c.shop_number AND c.customer_read < c.shop_number)
   ORDER BY c.last_at LIMIT $2`;
const NOTED_SHOP = 'UPDATE conversation SET shop_notified = customer_number WHERE id = $1';
const NOTED_CUSTOMER = 'UPDATE conversation SET customer_notified = shop_number WHERE id = $1';
const ADD = `
  INSERT INTO conversation_notice (id, conversation_id, account_id, until_number, promised_at)
  SELECT n.id, $1::uuid, n.account_id, $2::int, $3::timestamptz FROM unnest($4::uuid[], $5::uuid[]) AS n (id, account_id)`;

/** What a mail tells of. */
export interface UnreadMessages {
  readonly conversation: Conversation;
  /** Those of the other side that were not read, the oldest first; of many the newest. */
  readonly messages: readonly ConversationMessage[];
  /** Of the shop; null: the customer. */
  readonly account: Account | null;
}

/** What stays unread goes by mail, gathered. */
@Injectable()
export class ConversationNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly conversations: ConversationRepository,
    private readonly mails: ConversationMailRepository,
    private readonly messaging: Messaging,
    private readonly answerers: ConversationAnswerers,
    private readonly accounts: AccountRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Promises mails about messages that wait to be read, each once. Safe to run twice. @returns how many conversations they are about */
  async promiseDue(ctx: TenantContext): Promise<number> {
    const before = new Date(this.clock.now().getTime() - PAUSE);
    const due = await this.work.read(ctx, (tx) =>
      tx.manager.query<{ id: string }[]>(DUE, [before, MOST_AT_ONCE]),
    );
    let promised = 0;
    for (const { id } of due) promised += Number(await this.work.write(ctx, (tx) => this.promise(tx, id)));
    return promised;
  }

  /** What a notice tells of; null where all of it was read meanwhile, or who was to be told is gone. */
  async unreadOf(ctx: TenantContext, noticeId: string): Promise<UnreadMessages | null> {
    return this.work.read(ctx, async (tx) => {
      const notice = await this.mails.notice(tx, noticeId);
      const conversation = notice && (await this.conversations.find(tx, notice.conversationId));
      if (!conversation) return null;
      const { accountId, until } = notice;
      const handlers = accountId ? await this.messaging.handlersOf(tx, conversation.listingId) : [];
      const account =
        accountId && handlers.includes(accountId) ? await this.accounts.find(tx, accountId) : null;
      if (accountId !== null && account === null) return null;
      const [reader, author] = accountId ? (['shop', 'customer'] as const) : (['customer', 'shop'] as const);
      const newest = await this.conversations.messages(tx, conversation.id, until + 1, MOST_MAILED);
      const messages = newest.filter(
        (message) => message.author === author && message.number > conversation.read[reader],
      );
      return messages.length === 0 ? null : { conversation, messages, account };
    });
  }

  /** Who is told on their devices that somebody wrote; nobody where it was read meanwhile. */
  async pushedOf(ctx: TenantContext, id: string): Promise<string[]> {
    return this.work.read(ctx, async (tx) => {
      const conversation = await this.conversations.find(tx, id);
      return conversation && isUnreadBy('shop', conversation)
        ? this.answerers.of(tx, conversation, 'push')
        : [];
    });
  }

  /** @returns whether a mail is on its way: not where it was read meanwhile, or another run was faster */
  private async promise(tx: TenantWriteTx, id: string): Promise<boolean> {
    const conversation = await this.conversations.lock(tx, id);
    if (!conversation) return false;
    const readers = (['shop', 'customer'] as const).filter(
      (reader) =>
        isUnreadBy(reader, conversation) &&
        conversation.notified[reader] < conversation.written[otherSide(reader)],
    );
    for (const reader of readers) await this.tell(tx, conversation, reader);
    return readers.length > 0;
  }

  private async tell(tx: TenantWriteTx, conversation: Conversation, reader: ConversationSide): Promise<void> {
    const { id, written } = conversation;
    const isShop = reader === 'shop';
    const accounts = isShop ? await this.answerers.of(tx, conversation, 'mail') : [null];
    const notices = accounts.map(() => uuid());
    await tx.manager.query(isShop ? NOTED_SHOP : NOTED_CUSTOMER, [id]);
    const until = written[otherSide(reader)];
    await tx.manager.query(ADD, [id, until, this.clock.now(), notices, accounts]);
    await this.outbox.appendAll(tx, notices.map(isShop ? notifyShopOfMessages : notifyCustomerOfMessages));
  }
}
