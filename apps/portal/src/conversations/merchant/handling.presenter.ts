import { randomUUID } from 'node:crypto';
import { pathTo } from '@halles/contracts';
import type { Conversation, HandledConversation } from '@halles/domain/conversations';
import {
  FieldWriter,
  type FormState,
  type FormSummaryView,
  FormWriter,
  rawTextOf,
} from '@halles/platform/forms';
import type { PageScope } from '../../rendering/page-scope';
import { dayOf } from '../../wording/day-words';
import type { HandlingView } from '../conversations.view';
import { linesOf, timeOf } from '../thread.presenter';
import { noteForm } from './merchant-conversation.form';

/** What the page of one conversation shows beside its messages. */
export interface Handled {
  readonly handled: HandledConversation;
  /** ms since 1970. */
  readonly now: number;
}

const TEXTS = 'conversations.handling';
const LONGEST_LABELS = 200;

/** Labels and who answers, as they are kept or as they were typed. */
function sortFields(
  { labels, assigneeId }: Conversation,
  { team }: HandledConversation,
  form: FormState,
  { texts, locale }: PageScope,
): HandlingView['fields'] {
  const isTyped = form.values['labels'] !== undefined;
  const typed = isTyped ? form.values : { labels: [labels.join(', ')], assignee: [assigneeId ?? ''] };
  const writer = new FieldWriter(TEXTS, { values: typed, errors: form.errors }, texts, locale);
  const chosen = rawTextOf(typed, 'assignee');
  return [
    writer.field('labels', { maxlength: LONGEST_LABELS }),
    {
      ...writer.field('assignee', { control: 'select' }),
      options: [
        { value: '', label: texts.line(`${TEXTS}.anybody`) },
        ...team.map(({ id: value, name: label }) => ({ value, label })),
      ].map((option) => ({
        ...option,
        id: `assignee-${option.value}`,
        name: 'assignee',
        checked: option.value === chosen,
      })),
    },
  ];
}

/** How those of a shop handle a conversation, and what is wrong with what they sent. Pure. */
export function presentHandling(
  conversation: Conversation,
  { handled }: Handled,
  form: FormState,
  scope: PageScope,
): { readonly view: HandlingView; readonly summary: FormSummaryView } {
  const { texts, locale } = scope;
  const { id, listingId, isDone } = conversation;
  const writer = new FormWriter(noteForm, form, texts, locale);
  const { errors, problem } = writer.summary();
  const wrong = ['labels', 'assignee'].flatMap((field) => {
    const message = writer.errorOf(field);
    return message === undefined ? [] : [{ field, message }];
  });
  const sentence = problem ?? (wrong.length > 0 ? texts.line('forms.problems.invalid') : undefined);
  return {
    summary: { errors: [...errors, ...wrong], ...(sentence === undefined ? {} : { problem: sentence }) },
    view: {
      action: pathTo('merchant.conversationHandling', locale, { listing: listingId, conversation: id }),
      isDone,
      fields: sortFields(conversation, handled, form, scope),
      notes: handled.notes.map((note) => ({
        id: note.id,
        about: texts.line(`${TEXTS}.about`, {
          author: note.author ?? texts.line(`${TEXTS}.formerMember`),
          time: `${dayOf(note.createdAt, scope)}, ${timeOf(note.createdAt, scope)}`,
        }),
        paragraphs: linesOf(note.text),
      })),
      note: { newId: randomUUID(), fields: writer.fields() },
      strangers: handled.strangers.map(({ senderEmail, text, receivedAt }) => ({
        about: texts.line('conversations.mail.stranger', {
          email: senderEmail,
          time: `${dayOf(receivedAt, scope)}, ${timeOf(receivedAt, scope)}`,
        }),
        paragraphs: linesOf(text),
      })),
    },
  };
}
