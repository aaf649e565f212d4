import { type ConversationInput, conversationInputSchema, messageText } from '@halles/contracts';
import { defineForm, formReader, type FormReader, textOf } from '@halles/platform/forms';
import { z } from 'zod';

/** Hidden field: id of the message that a form adds. */
export const NEW_ID = 'id';

/** Somebody writes to a shop first. */
export const startForm = defineForm({
  texts: 'conversations.start',
  schema: conversationInputSchema.omit({ idempotencyKey: true }),
  fields: {
    text: { control: 'text' },
    name: { autocomplete: 'given-name' },
    email: { type: 'email', autocomplete: 'email', inputmode: 'email' },
  },
});
export type StartFields = Omit<ConversationInput, 'idempotencyKey'>;

/** One side adds a message. */
export const messageForm = defineForm({
  texts: 'conversations.message',
  schema: z.strictObject({ text: messageText }),
  fields: { text: { control: 'text', isShort: true } },
});

/** @param hasPhoto a photo is sent along, so that nothing need be written */
export const messageReader = (hasPhoto: boolean): FormReader<{ readonly text: string }> =>
  hasPhoto
    ? {
        read: (posted) =>
          textOf(posted.values, 'text').trim() === ''
            ? formReader<{ text: string }>(() => ({ input: { text: '' } })).read(posted)
            : messageForm.read(posted),
      }
    : messageForm;

/** A page says up to which message it showed a conversation. */
export const readForm = formReader((values) => {
  const upTo = Number(textOf(values, 'upTo'));
  return Number.isInteger(upTo) && upTo >= 1 && upTo <= 1_000_000
    ? { input: { upTo } }
    : { errors: { upTo: { key: 'number' } }, issues: [] };
});

/** Erasing asks first. */
export const eraseForm = formReader((values) => ({ input: { isSure: textOf(values, 'sure') === 'yes' } }));
