import { MOST_LABELS } from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import { Clock } from '@halles/kernel';
import {
  pipelined,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ConversationMailRepository, type StrangersMail } from '../by-mail/conversation-mail.repository';
import type { Conversation, ListedConversation } from '../conversation';
import { ConversationNotFound, NotInTheTeam, TooManyNotes } from '../conversation.errors';
import { ConversationRepository } from '../conversation.repository';
import { signalConversation } from '../conversation-signals';
import { messageQuery, messageWords } from '../message-words';
import {
  ConversationHandlingRepository,
  type ConversationNote,
  type ListedWhich,
} from './conversation-handling.repository';

/** Conversations that a list shows at once. */
export const LISTED = 50;
/** Of one conversation. */
const MOST_NOTES = 100;
const MOST_STRANGERS = 20;
/** Messages whose words one transaction notes. */
const NOTED_AT_ONCE = 500;

/** Somebody who answers the messages of a shop. */
export interface TeamMember {
  readonly id: string;
  readonly name: string;
}

/** What the page of one conversation shows beside its messages. */
export interface HandledConversation {
  readonly notes: readonly ConversationNote[];
  readonly team: readonly TeamMember[];
  /** Answers that came from other addresses than the mails went to: they are no messages of the conversation. */
  readonly strangers: readonly StrangersMail[];
  /** What the reader has begun to answer; null: nothing. */
  readonly draft: string | null;
}

/** How those of a shop handle its conversations among themselves. Their customers see nothing of it. */
@Injectable()
export class ConversationHandling {
  constructor(
    private readonly work: UnitOfWork,
    private readonly conversations: ConversationRepository,
    private readonly handling: ConversationHandlingRepository,
    private readonly mails: ConversationMailRepository,
    private readonly grants: GrantService,
    private readonly clock: Clock,
  ) {}

  /** At most `LISTED`, with the labels that the shop uses, and its team. */
  async list(
    ctx: TenantContext,
    listingId: number,
    which: ListedWhich,
  ): Promise<{
    readonly conversations: ListedConversation[];
    readonly labels: string[];
    readonly team: TeamMember[];
  }> {
    return this.work.read(ctx, async (tx) => {
      const [conversations, labels, team] = await pipelined([
        this.handling.list(tx, listingId, which, LISTED),
        this.handling.labels(tx, listingId),
        this.team(tx, listingId),
      ]);
      return { conversations, labels, team };
    });
  }

  /** Those of a shop in which somebody wrote every word of a text, at most `LISTED`; null: the text has no word to look for. */
  async search(ctx: TenantContext, listingId: number, text: string): Promise<ListedConversation[] | null> {
    const query = messageQuery(listingId, text);
    if (query === null) return null;
    return this.work.read(ctx, (tx) => this.handling.search(tx, listingId, query, LISTED));
  }

  /** @param accountId of who reads the page */
  handled(
    ctx: TenantContext,
    { id, listingId }: Conversation,
    accountId: string,
  ): Promise<HandledConversation> {
    return this.work.read(ctx, async (tx) => {
      const [notes, team, strangers, draft] = await pipelined([
        this.handling.notes(tx, id, MOST_NOTES),
        this.team(tx, listingId),
        this.mails.ofStrangers(tx, id, MOST_STRANGERS),
        this.handling.draft(tx, id, accountId),
      ]);
      return { notes, team, strangers, draft };
    });
  }

  /** The shop is through with it, or not yet. @throws ConversationNotFound */
  setDone(ctx: TenantContext, id: string, isDone: boolean): Promise<void> {
    return this.change(ctx, id, (tx) => this.handling.setDone(tx, id, isDone));
  }

  /** Its newest message of the customer counts as unread again, for all of the team; no mail is sent of it. @throws ConversationNotFound */
  markUnread(ctx: TenantContext, id: string): Promise<void> {
    return this.change(ctx, id, (tx) => this.handling.setUnread(tx, id));
  }

  /**
   * Says by which labels it is found, and who answers it: mails about it go to them alone.
   * @throws ConversationNotFound, NotInTheTeam who is chosen answers no messages of the shop
   */
  sort(
    ctx: TenantContext,
    id: string,
    {
      labels,
      assigneeId,
    }: {
      /** At most `MOST_LABELS`. */
      readonly labels: readonly string[];
      /** Null: whoever sees it first. */
      readonly assigneeId: string | null;
    },
  ): Promise<void> {
    return this.change(ctx, id, async (tx, { listingId, assigneeId: before }) => {
      if (assigneeId !== null && assigneeId !== before) {
        const team = await this.team(tx, listingId);
        if (!team.some((member) => member.id === assigneeId)) throw new NotInTheTeam({});
      }
      await this.handling.sort(tx, id, { labels: labels.slice(0, MOST_LABELS), assigneeId });
    });
  }

  /** The same note sent again is one note. @throws ConversationNotFound, TooManyNotes */
  addNote(
    ctx: TenantContext,
    id: string,
    note: { readonly id: string; readonly accountId: string; readonly text: string },
  ): Promise<void> {
    return this.change(ctx, id, async (tx) => {
      if ((await this.handling.countNotes(tx, id)) >= MOST_NOTES) throw new TooManyNotes({});
      await this.handling.addNote(tx, id, { ...note, createdAt: this.clock.now() });
    });
  }

  /** @throws ConversationNotFound */
  removeNote(ctx: TenantContext, id: string, noteId: string): Promise<void> {
    return this.change(ctx, id, (tx) => this.handling.removeNote(tx, id, noteId));
  }

  /** Keeps what somebody has begun to answer, for themselves; an empty text is none. @throws ConversationNotFound */
  async keepDraft(ctx: TenantContext, id: string, accountId: string, text: string): Promise<void> {
    const now = this.clock.now();
    await this.work.write(ctx, async (tx) => {
      if (text === '') return this.conversations.dropDraft(tx, id, accountId);
      // The other side may erase it meanwhile.
      if (!(await this.conversations.lock(tx, id))) throw new ConversationNotFound({});
      return this.handling.keepDraft(tx, id, { accountId, text, now });
    });
  }

  /** Notes by which words messages are found that have none yet. Safe to run twice. @returns how many */
  async noteWords(ctx: TenantContext): Promise<number> {
    let noted = 0;
    for (;;) {
      const some = await this.work.write(ctx, async (tx) => {
        const unnoted = await this.handling.unnoted(tx, NOTED_AT_ONCE);
        await pipelined(
          unnoted.map((message) => {
            const texts = message.number === 1 ? [message.text, message.name] : [message.text];
            return this.handling.noteWords(tx, message, messageWords(message.listingId, texts));
          }),
        );
        return unnoted.length;
      });
      noted += some;
      if (some < NOTED_AT_ONCE) return noted;
    }
  }

  private async change(
    ctx: TenantContext,
    id: string,
    change: (tx: TenantWriteTx, conversation: Conversation) => Promise<void>,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const conversation = await this.conversations.lock(tx, id);
      if (!conversation) throw new ConversationNotFound({});
      await change(tx, conversation);
      await signalConversation(tx, conversation.listingId, id);
    });
  }

  private async team(tx: TenantTx, listingId: number): Promise<TeamMember[]> {
    const members = await this.grants.membersOf(tx, listingId);
    return members.flatMap(({ account, grant }) =>
      grant.permissions.includes('listing.messages') ? [{ id: account.id, name: account.name }] : [],
    );
  }
}
