import {
  type ConversationSide,
  type ListedConversation,
  type ReadMessage,
  type Thread,
} from '@halles/domain/conversations';
import type { Bilingual } from '@halles/kernel';
import { type FormState, FormWriter, type FormSummaryView, textOf } from '@halles/platform/forms';
import type { LinkView } from '../rendering/link.view';
import type { PageScope } from '../rendering/page-scope';
import { timeWords, wallTime } from '@halles/domain/hours';
import { dayOf } from '../wording/day-words';
import { isUuid } from '../params';
import { ACCEPT } from '../photos';
import { messageForm, NEW_ID } from './conversation.form';
import type { MessageView, ReplyView, ThreadView } from './conversations.view';

/** Who reads a conversation, and what the other side is called. */
export interface ThreadReader {
  readonly side: ConversationSide;
  readonly other: string;
  /** The page of older messages, before a number. */
  readonly older: (before: number) => LinkView;
  /** Where a photo is. */
  readonly photo: (id: string) => string;
}

/** « 14 h 05 », by the clock of the territory. */
export const timeOf = (at: Date, { settings, locale }: Pick<PageScope, 'settings' | 'locale'>): string =>
  timeWords(wallTime(settings.timeZone, at.getTime()).minute, locale);

/** The beginning of what was written last, or that it is a photo. */
export const excerptOf = ({ excerpt }: Pick<ListedConversation, 'excerpt'>, { texts }: PageScope): string =>
  excerpt === '' ? texts.line('conversations.photo.excerpt') : excerpt;

/** Lines of a text, without those that are empty. Pure. */
export const linesOf = (text: string): string[] => text.split(/\n+/).filter((line) => line.trim() !== '');

/** A shop reads mails as they came, a customer their own: what the shop signs with is for its own mails. */
function presentMail(
  { mailText, mailAttachments, text }: ReadMessage,
  isShown: boolean,
  { texts }: PageScope,
): Pick<MessageView, 'mail'> {
  if (mailText === null) return {};
  const whole = linesOf(mailText);
  return {
    mail: {
      note: texts.line('conversations.mail.note', { count: mailAttachments ?? 0 }),
      ...(isShown && whole.join('\n') !== linesOf(text).join('\n') ? { whole } : {}),
    },
  };
}

function presentMessage(message: ReadMessage, reader: ThreadReader, scope: PageScope): MessageView {
  const isOwn = message.author === reader.side;
  return {
    id: `m-${String(message.number)}`,
    isOwn,
    author: isOwn ? scope.texts.line('conversations.you') : reader.other,
    time: { iso: message.createdAt.toISOString(), text: timeOf(message.createdAt, scope) },
    paragraphs: linesOf(message.text),
    ...presentMail(message, isOwn || reader.side === 'shop', scope),
    ...(message.photoId === null
      ? {}
      : {
          photo: {
            href: reader.photo(message.photoId),
            label: isOwn
              ? scope.texts.line('conversations.photo.own')
              : scope.texts.line('conversations.photo.other', { author: reader.other }),
          },
        }),
  };
}

/** Messages by day, and how far the other side has read. Pure. */
export function presentThread(
  { conversation, messages }: Thread,
  reader: ThreadReader,
  scope: PageScope,
): ThreadView {
  const days = new Map<string, MessageView[]>();
  for (const message of messages) {
    const day = dayOf(message.createdAt, scope);
    days.set(day, [...(days.get(day) ?? []), presentMessage(message, reader, scope)]);
  }
  const [first] = messages;
  const own = conversation.written[reader.side];
  const readByOther = conversation.read[reader.side === 'shop' ? 'customer' : 'shop'];
  const isLast = messages.at(-1)?.number === conversation.lastNumber;
  return {
    last: conversation.lastNumber,
    days: [...days].map(([day, its]) => ({ day, messages: its })),
    ...(isLast && own === conversation.lastNumber
      ? { seen: scope.texts.line(readByOther >= own ? 'conversations.read' : 'conversations.sent') }
      : {}),
    ...(first && first.number > 1 ? { older: reader.older(first.number) } : {}),
  };
}

/** A form that adds a message, as it is shown. */
export interface ReplyState {
  readonly form: FormState;
  /** Why the photo that was sent is not taken. */
  readonly photoProblem: Bilingual | null;
}

const PHOTO = 'photo';

/** The form that adds to it, with what was typed where it was refused. @param newId of the message that it adds. Pure. */
export function presentReply(
  { form, photoProblem }: ReplyState,
  { action, newId }: { readonly action: string; readonly newId: string },
  { texts, locale }: PageScope,
): FormSummaryView & { readonly reply: ReplyView } {
  const writer = new FormWriter(messageForm, form, texts, locale);
  const typed = textOf(form.values, NEW_ID);
  const error = photoProblem?.[locale];
  const { errors, problem, ...summary } = writer.summary();
  const all = [...errors, ...(error === undefined ? [] : [{ field: PHOTO, message: error }])];
  const heading = problem ?? (all.length > 0 ? texts.line('forms.problems.invalid') : undefined);
  return {
    ...summary,
    errors: all,
    ...(heading === undefined ? {} : { problem: heading }),
    reply: {
      ...writer.view(action),
      newId: isUuid(typed) ? typed : newId,
      photo: {
        ...{ id: PHOTO, label: texts.line('conversations.photo.label'), isFile: true, accept: ACCEPT },
        ...{ isOptional: true, isUnmarked: true },
        ...(error === undefined ? {} : { error }),
      },
    },
  };
}
