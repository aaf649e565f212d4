import { cannedAnswerSchema } from '@halles/contracts';
import { defineActions, defineForm, formReader, textOf } from '@halles/platform/forms';

/** What a shop answers often. */
export const cannedForm = defineForm({
  texts: 'conversations.canned',
  schema: cannedAnswerSchema,
  fields: { shortcut: { isShort: true, maxlength: 21 }, text: { control: 'text', isShort: true } },
});

export const cannedActions = defineActions({
  button: 'do',
  actions: {
    save: cannedForm,
    remove: formReader((values) => ({ input: { id: textOf(values, 'id') } })),
  },
  otherwise: 'save',
});
