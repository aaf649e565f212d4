import { conversationLabel, conversationNoteText, messageText, MOST_LABELS } from '@halles/contracts';
import {
  buttonForm,
  defineActions,
  defineForm,
  formReader,
  textOf,
  textOrNull,
  wordsOf,
} from '@halles/platform/forms';
import { z } from 'zod';
import { isUuid } from '../../params';
import { eraseForm, messageReader, readForm } from '../conversation.form';

/** Which answer that is kept ready is put into the field, and what stands there. */
const fillForm = formReader((values) => ({
  input: { canned: textOf(values, 'canned'), text: textOf(values, 'text') },
}));

/** What was begun; empty: nothing any more. */
const draftForm = defineForm({
  texts: 'conversations.message',
  schema: z.strictObject({ text: messageText.or(z.literal('')) }),
  fields: { text: { control: 'text', isShort: true } },
});

/** @param hasPhoto a photo is sent along */
export const merchantConversationActions = (hasPhoto: boolean) =>
  defineActions({
    button: 'do',
    actions: {
      ...{ send: messageReader(hasPhoto), fill: fillForm, draft: draftForm },
      ...{ block: buttonForm, unblock: buttonForm, erase: eraseForm },
    },
    otherwise: 'send',
  });

/** What those of the shop note about it. */
export const noteForm = defineForm({
  texts: 'conversations.handling',
  schema: z.strictObject({ note: conversationNoteText }),
  fields: { note: { control: 'text', isShort: true } },
});

/** Its labels, with commas between them, and who answers it. */
const sortForm = formReader((values) => {
  const labels = wordsOf(values, 'labels');
  const isRight =
    labels.length <= MOST_LABELS && labels.every((label) => conversationLabel.safeParse(label).success);
  const assigneeId = textOrNull(values, 'assignee');
  if (!isRight) return { errors: { labels: { key: 'labels' } } };
  return assigneeId !== null && !isUuid(assigneeId)
    ? { errors: { assignee: { key: 'assignee' } } }
    : { input: { labels, assigneeId } };
});

const removeNoteForm = formReader((values) => ({ input: { note: textOf(values, 'note') } }));

/** How a conversation is handled. */
export const handlingActions = defineActions({
  button: 'do',
  actions: {
    ...{ done: buttonForm, reopen: buttonForm, unread: buttonForm, read: readForm },
    ...{ sort: sortForm, note: noteForm, 'remove-note': removeNoteForm },
  },
  otherwise: 'note',
});

export const merchantConversationChanges = [
  ...(['block', 'unblock', 'draft', 'reopen', 'sort', 'note', 'remove-note'] as const),
] as const;
export type MerchantConversationChange = (typeof merchantConversationChanges)[number];
