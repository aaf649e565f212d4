import { buttonForm, defineActions } from '@halles/platform/forms';
import { eraseForm, messageForm } from '../conversation.form';

export const merchantConversationActions = defineActions({
  button: 'do',
  actions: { send: messageForm, block: buttonForm, unblock: buttonForm, erase: eraseForm },
  otherwise: 'send',
});

export const merchantConversationChanges = ['block', 'unblock'] as const;
export type MerchantConversationChange = (typeof merchantConversationChanges)[number];
