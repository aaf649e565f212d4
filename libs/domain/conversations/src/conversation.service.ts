import { createHmac } from 'node:crypto';
import type { ConversationInput, MessageInput } from '@halles/contracts';
import type { Account } from '@halles/domain/accounts';
import { Clock, type Locale } from '@halles/kernel';
import { type Config, derivedKey, InjectConfig } from '@halles/platform/config';
import { isConnectionLost } from '@halles/platform/database';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import { type SafePicture, StorageQuota, type StoredFile } from '@halles/platform/storage';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { maskCardNumbers } from './card-numbers';
import {
  type Conversation,
  type ConversationSide,
  type ListedConversation,
  type ReadMessage,
} from './conversation';
import { ConversationAnswerers } from './conversation-answerers';
import { pushShopOfMessages } from './conversation.events';
import {
  ConversationBlocked,
  ConversationKeyReused,
  ConversationNotFound,
  MessagePhotoNotFound,
  MessagesRefused,
  TooManyMessages,
} from './conversation.errors';
import { ConversationRepository, type UnreadConversations } from './conversation.repository';
import { signalConversation } from './conversation-signals';
import { ForgottenConversations } from './conversation-personal-data';
import { MessagePhotos } from './message-photos';
import { messageWords } from './message-words';
import { Messaging } from './messaging.service';

/** Messages that a page shows at once. */
const PAGE = 100;
/** What somebody may write before the shop has answered. */
const MOST_UNANSWERED = 20;

/** A conversation with its newest messages. */
export interface Thread {
  readonly conversation: Conversation;
  /** The oldest first. */
  readonly messages: readonly ReadMessage[];
}

/** A message as it is stored, now or before. */
interface SentNow {
  readonly number: number;
  readonly isNew: boolean;
}

/** Who writes a message. */
export interface Writer {
  readonly side: ConversationSide;
  /** Of the shop. */
  readonly accountId: string | null;
}

/**
 * Customers and shops write to each other. A message is stored and numbered under the lock of its conversation before anybody is
 * told of it: the table is the truth, in one order for everybody.
 */
@Injectable()
export class ConversationService {
  /** A digest without a key would tell what somebody guesses: who wrote, and the digits of a card that are masked. */
  private readonly digestKey: Buffer;

  constructor(
    private readonly work: UnitOfWork,
    private readonly conversations: ConversationRepository,
    private readonly messaging: Messaging,
    private readonly answerers: ConversationAnswerers,
    private readonly outbox: Outbox,
    private readonly forgotten: ForgottenConversations,
    private readonly photos: MessagePhotos,
    private readonly quota: StorageQuota,
    private readonly clock: Clock,
    @InjectConfig() { masterKey }: Pick<Config, 'masterKey'>,
  ) {
    this.digestKey = derivedKey(masterKey, 'conversation-content');
  }

  /**
   * Begins a conversation with its first message. The same form sent again is the same conversation.
   * @param accountId of a customer who is signed in
   * @throws MessagingClosed, MessagesRefused, ConversationKeyReused the key was used with other contents
   */
  async start(
    ctx: TenantContext,
    listingId: number,
    input: ConversationInput,
    { locale, accountId }: { readonly locale: Locale; readonly accountId: string | null },
  ): Promise<{ readonly id: string }> {
    return this.work.write(ctx, async (tx) => {
      await this.messaging.get(tx, listingId);
      const { idempotencyKey, name, email } = input;
      const text = maskCardNumbers(input.text);
      const digest = this.digestOf(listingId, { ...input, text });
      const [id, createdAt] = [uuid(), this.clock.now()];
      const conversation = {
        id,
        idempotencyKey,
        digest,
        listingId,
        name,
        email,
        accountId,
        locale,
        createdAt,
      };
      if (!(await this.conversations.insertOnce(tx, conversation))) {
        const first = await this.conversations.findByKey(tx, idempotencyKey);
        if (first?.digest !== digest) throw new ConversationKeyReused({});
        return { id: first.id };
      }
      if (await this.conversations.isRefused(tx, listingId, email)) throw new MessagesRefused({});
      const message = {
        number: 1,
        id: uuid(),
        author: 'customer',
        accountId: null,
        text,
        photoId: null,
        createdAt,
      } as const;
      const words = messageWords(listingId, [text, name]);
      await this.conversations.insertMessage(tx, id, message, { photoBytes: null, words });
      await this.ring(tx, { id, listingId, assigneeId: null });
      await signalConversation(tx, listingId, id);
      return { id };
    });
  }

  /** Refuses a photo for which there is no room, before it is received. @throws StorageQuotaReached */
  checkRoom(ctx: TenantContext): Promise<void> {
    return this.work.read(ctx, (tx) => this.quota.check(tx));
  }

  /**
   * Adds a message. The same one sent again changes nothing.
   * @param photo made here of what was sent; null: none was. Without one there is a text.
   * @returns its number
   * @throws ConversationNotFound, ConversationBlocked, TooManyMessages, ConversationKeyReused, StorageQuotaReached
   */
  async send(
    ctx: TenantContext,
    id: string,
    input: MessageInput,
    writer: Writer,
    photo: SafePicture | null = null,
  ): Promise<number> {
    if (photo === null)
      return (await this.work.write(ctx, (tx) => this.sendIn(tx, id, input, writer, null))).number;
    const stored = { id: uuid(), bytes: photo.bytes };
    await this.photos.put(ctx, stored.id, photo);
    const { number, isNew } = await this.sendPhoto(ctx, stored.id, (tx) =>
      this.sendIn(tx, id, input, writer, stored),
    );
    if (!isNew) await this.photos.delete(ctx, stored.id);
    return number;
  }

  /** Removes a photo again whose message is not stored. */
  private async sendPhoto(
    ctx: TenantContext,
    photoId: string,
    send: (tx: TenantWriteTx) => Promise<SentNow>,
  ): Promise<SentNow> {
    try {
      return await this.work.write(ctx, send);
    } catch (error) {
      // A connection that is lost at its commit may have stored the message: then its photo stays.
      if (!isConnectionLost(error)) await this.photos.delete(ctx, photoId);
      throw error;
    }
  }

  /** A photo that was sent in a conversation. @throws MessagePhotoNotFound */
  async photo(ctx: TenantContext, id: string, photoId: string): Promise<StoredFile> {
    const file = (await this.hasPhoto(ctx, id, photoId)) ? await this.photos.get(ctx, photoId) : null;
    if (!file) throw new MessagePhotoNotFound({});
    return file;
  }

  /** Null where it was erased. */
  async find(ctx: TenantContext, id: string): Promise<Conversation | null> {
    return this.work.read(ctx, (tx) => this.conversations.find(tx, id));
  }

  /**
   * A conversation with its newest messages.
   * @param before number of the first message that the reader has already
   * @throws ConversationNotFound
   */
  async read(ctx: TenantContext, id: string, before = Number.MAX_SAFE_INTEGER): Promise<Thread> {
    return this.work.read(ctx, async (tx) => {
      const conversation = await this.conversations.find(tx, id);
      if (!conversation) throw new ConversationNotFound({});
      const until = Math.min(before, conversation.lastNumber + 1);
      return { conversation, messages: await this.conversations.messages(tx, id, until, PAGE) };
    });
  }

  /** Notes that a side has had everything up to a number before its eyes: the other one is told, and no mail is sent of it. */
  async markRead(
    ctx: TenantContext,
    { id, listingId, read, isMarkedUnread }: Conversation,
    side: ConversationSide,
    upTo: number,
  ): Promise<void> {
    if (read[side] >= upTo && !(side === 'shop' && isMarkedUnread)) return;
    await this.work.write(ctx, async (tx) => {
      if (await this.conversations.markRead(tx, id, side, upTo)) await signalConversation(tx, listingId, id);
    });
  }

  /** Those of the owner of an account, with any shop: an address that nobody proved is nobody's. */
  listOfCustomer(
    ctx: TenantContext,
    { id, email, isVerified }: Pick<Account, 'id' | 'email' | 'isVerified'>,
    limit: number,
  ): Promise<ListedConversation[]> {
    const customer = { accountId: id, email: isVerified ? email : null };
    return this.work.read(ctx, (tx) => this.conversations.listOfCustomer(tx, customer, limit));
  }

  /** How many conversations of each shop hold what nobody of it has read, where there are any. */
  unread(ctx: TenantContext, listingIds: readonly number[]): Promise<UnreadConversations[]> {
    return this.work.read(ctx, (tx) => this.conversations.unread(tx, listingIds));
  }

  /** The shop takes no more messages in it, or takes them again. @throws ConversationNotFound */
  async setBlocked(ctx: TenantContext, id: string, isBlocked: boolean): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const { listingId } = await this.lock(tx, id);
      await this.conversations.setBlocked(tx, id, isBlocked);
      await signalConversation(tx, listingId, id);
    });
  }

  /** Erases it for both sides, with what is known of its mails. */
  async erase(ctx: TenantContext, id: string): Promise<void> {
    await this.work.write(ctx, (tx) => this.forgotten.forget(tx, 'one', [id]));
  }

  /** Erases conversations in which nothing was written since the instant. Returns how many. */
  @EraseAfter('conversations', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.forgotten.forget(tx, 'before', [instant]));
  }

  private hasPhoto(ctx: TenantContext, id: string, photoId: string): Promise<boolean> {
    return this.work.read(ctx, (tx) => this.conversations.hasPhoto(tx, id, photoId));
  }

  private async sendIn(
    tx: TenantWriteTx,
    id: string,
    input: MessageInput,
    { side: author, accountId }: Writer,
    photo: { readonly id: string; readonly bytes: number } | null,
  ): Promise<SentNow> {
    // Before the conversation is locked: whoever stores a file holds the room first.
    if (photo) {
      await this.quota.hold(tx);
      await this.quota.check(tx, photo.bytes);
    }
    const conversation = await this.lock(tx, id);
    const text = maskCardNumbers(input.text);
    const sent = await this.conversations.findMessage(tx, input.id);
    if (sent) {
      // The same photo is made into the same picture, byte for byte.
      const isSame = sent.text === text && sent.photoBytes === (photo?.bytes ?? null);
      if (sent.conversationId !== id || !isSame) throw new ConversationKeyReused({});
      return { number: sent.number, isNew: false };
    }
    await this.checkMayWrite(tx, conversation, author);
    const number = conversation.lastNumber + 1;
    const createdAt = this.clock.now();
    const message = { ...input, text, number, author, accountId, photoId: photo?.id ?? null, createdAt };
    const words = messageWords(conversation.listingId, [text]);
    await this.conversations.insertMessage(tx, id, message, { photoBytes: photo?.bytes ?? null, words });
    await this.conversations.advance(tx, id, message);
    if (accountId !== null) await this.conversations.dropDraft(tx, id, accountId);
    // Who was told of what they have not read is not told of each message that follows. Of what they marked as unread they were not.
    const { written, read, notified } = conversation;
    const isNotified = written.customer > read.shop && notified.shop < written.customer;
    if (author === 'customer' && !isNotified) await this.ring(tx, conversation);
    await signalConversation(tx, conversation.listingId, id);
    return { number, isNew: true };
  }

  /** Has the shop look at a conversation again beside which somebody else's mail was kept. */
  async tellOfStranger(tx: TenantWriteTx, conversation: Conversation): Promise<void> {
    await this.conversations.reopen(tx, conversation.id, this.clock.now());
    await this.ring(tx, conversation);
  }

  /** Promises that those who answer are told on their devices, where any wishes it. */
  private async ring(
    tx: TenantWriteTx,
    conversation: Pick<Conversation, 'id' | 'listingId' | 'assigneeId'>,
  ): Promise<void> {
    const pushed = await this.answerers.of(tx, conversation, 'push');
    if (pushed.length > 0) await this.outbox.append(tx, pushShopOfMessages(conversation.id));
  }

  private digestOf(listingId: number, { name, email, text }: ConversationInput): string {
    return createHmac('sha256', this.digestKey)
      .update(JSON.stringify([listingId, name, email, text]))
      .digest('hex');
  }

  /** @throws ConversationBlocked, TooManyMessages */
  private async checkMayWrite(tx: TenantTx, { id, isBlocked }: Conversation, side: ConversationSide) {
    if (isBlocked) throw new ConversationBlocked({});
    if (side === 'customer' && (await this.conversations.messagesSinceAnswer(tx, id)) >= MOST_UNANSWERED)
      throw new TooManyMessages({});
  }

  private async lock(tx: TenantWriteTx, id: string): Promise<Conversation> {
    const conversation = await this.conversations.lock(tx, id);
    if (!conversation) throw new ConversationNotFound({});
    return conversation;
  }
}
