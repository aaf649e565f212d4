import { createHash } from 'node:crypto';
import { AccountRepository } from '@halles/domain/accounts';
import { Clock, HOUR, normalizeEmail } from '@halles/kernel';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Conversation, ConversationSide } from '../conversation';
import { maskCardNumbers } from '../card-numbers';
import {
  ConversationBlocked,
  ConversationNotFound,
  MailFromElsewhere,
  MailWithoutWords,
  TooManyMails,
} from '../conversation.errors';
import { ConversationRepository } from '../conversation.repository';
import { ConversationService, type Writer } from '../conversation.service';
import { signalConversation } from '../conversation-signals';
import { Messaging } from '../messaging.service';
import { answerOf, withoutLinks } from './answer-text';
import { isAutomatic, type MailHeaders } from './automatic-mail';
import { ConversationMailRepository, type MailedNotice } from './conversation-mail.repository';

/** Of one side of a conversation, in an hour: more of them are two machines that answer each other. */
const MOST_AN_HOUR = 12;
/** A text of so many letters that comes again is a machine's: people answer « Oui » twice. */
const SHORTEST_REPEATED = 40;
/** The sender's address is cut there: longer ones are none. */
const LONGEST_ADDRESS = 254;

/** An answer as it came. */
export interface ReceivedMail {
  /** The address that it says it is from. */
  readonly from: string;
  /** Its words, with what it quotes. */
  readonly text: string;
  readonly attachments: number;
  readonly headers: MailHeaders;
}

/** What became of it: a message, one that was there already, kept beside the conversation, or nothing as nobody wrote it. */
export type MailOutcome = 'message' | 'stranger' | 'automatic';

/** Who answered which mail. */
interface Answer {
  readonly notice: MailedNotice;
  readonly conversation: Conversation;
  /** Null: from another address than the mail went to. */
  readonly writer: Writer | null;
  readonly side: ConversationSide;
}

/** The same mail that comes again has the same id. */
function idOf(noticeId: string, { headers, from, text }: ReceivedMail): string {
  const parts = [noticeId, headers['message-id'] ?? '', from, text];
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  // A UUID of a form of its own (RFC 9562, 5.8).
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Answers to the mails that tell of messages: they become messages of the conversation. */
@Injectable()
export class MailedAnswers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly mails: ConversationMailRepository,
    private readonly conversations: ConversationRepository,
    private readonly service: ConversationService,
    private readonly messaging: Messaging,
    private readonly accounts: AccountRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes what was answered to the mail of a notice. Safe to run twice: the same mail is one message.
   * @param sender of the envelope; empty where nobody is to be answered
   * @throws ConversationNotFound it was erased, or who was mailed answers for the shop no more
   * @throws MailFromElsewhere to somebody of the shop, from an address that is nobody's of it
   * @throws MailWithoutWords, TooManyMails, ConversationBlocked, TooManyMessages
   */
  async take(ctx: TenantContext, noticeId: string, mail: ReceivedMail, sender: string): Promise<MailOutcome> {
    if (isAutomatic(mail.headers, sender)) return 'automatic';
    const id = idOf(noticeId, mail);
    const answer = await this.work.read(ctx, (tx) => this.answer(tx, noticeId, mail));
    const text = maskCardNumbers(answerOf(mail.text));
    if (text === '') throw new MailWithoutWords({});
    const { conversation, writer, notice, side } = answer;
    const isLoop = await this.work.read(ctx, (tx) => this.isLoop(tx, answer, id, text));
    if (isLoop) return 'automatic';
    if (writer) {
      await this.service.send(ctx, conversation.id, { id, text }, writer);
      await this.service.markRead(ctx, conversation, side, notice.until);
    }
    await this.work.write(ctx, async (tx) => {
      const isNew = await this.keep(tx, answer, id, mail);
      if (isNew && !writer) await this.service.tellOfStranger(tx, conversation);
    });
    return writer ? 'message' : 'stranger';
  }

  /** @returns false where it came before */
  private async keep(tx: TenantWriteTx, answer: Answer, id: string, mail: ReceivedMail): Promise<boolean> {
    const { conversation, writer, side } = answer;
    const isNew = await this.mails.insertOnce(tx, {
      ...{ id, conversationId: conversation.id, side, isStranger: writer === null },
      senderEmail: normalizeEmail(mail.from).slice(0, LONGEST_ADDRESS),
      text: maskCardNumbers(withoutLinks(mail.text)),
      attachments: mail.attachments,
      receivedAt: this.clock.now(),
    });
    await signalConversation(tx, conversation.listingId, conversation.id);
    return isNew;
  }

  private async answer(tx: TenantTx, noticeId: string, { from }: ReceivedMail): Promise<Answer> {
    const notice = await this.mails.notice(tx, noticeId);
    const conversation = notice && (await this.conversations.find(tx, notice.conversationId));
    if (!conversation) throw new ConversationNotFound({});
    if (conversation.isBlocked) throw new ConversationBlocked({});
    const address = normalizeEmail(from);
    if (notice.accountId === null) {
      const isTheirs = normalizeEmail(conversation.customer.email) === address;
      const writer: Writer | null = isTheirs ? { side: 'customer', accountId: null } : null;
      return { notice, conversation, writer, side: 'customer' };
    }
    const handlers = await this.messaging.handlersOf(tx, conversation.listingId);
    if (!handlers.includes(notice.accountId)) throw new ConversationNotFound({});
    // Somebody else of the team, whom the mail was handed to, answers for the shop too.
    const account = await this.accounts.findByEmail(tx, address);
    const accountId = account?.isVerified === true && handlers.includes(account.id) ? account.id : null;
    // They believe that they answered: their server says that they did not.
    if (accountId === null) throw new MailFromElsewhere({});
    return { notice, conversation, writer: { side: 'shop', accountId }, side: 'shop' };
  }

  /** Whether two machines answer each other that do not say what they are. @throws TooManyMails */
  private async isLoop(tx: TenantTx, answer: Answer, id: string, text: string): Promise<boolean> {
    const since = new Date(this.clock.now().getTime() - HOUR);
    const { conversation, side } = answer;
    const recent = (await this.mails.since(tx, conversation.id, side, since)).filter((one) => one.id !== id);
    if (recent.length >= MOST_AN_HOUR) throw new TooManyMails({});
    return (
      text.length >= SHORTEST_REPEATED && recent.some((one) => maskCardNumbers(answerOf(one.text)) === text)
    );
  }
}
