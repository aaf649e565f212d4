import { awaySchema } from '@halles/contracts';
import { buttonForm, defineActions, defineForm } from '@halles/platform/forms';

/** What whoever writes is shown while nobody is there. */
export const awayForm = defineForm({
  texts: 'conversations.away',
  schema: awaySchema,
  fields: { text: { control: 'text', isShort: true }, until: { type: 'date' } },
});

/** Whether a shop takes messages, and that nobody is there. */
export const messagingActions = defineActions({
  button: 'messages',
  actions: { open: buttonForm, closed: buttonForm, away: awayForm, back: buttonForm },
  otherwise: 'away',
});
