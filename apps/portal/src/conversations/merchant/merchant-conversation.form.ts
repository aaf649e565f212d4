import { buttonForm, defineActions } from '@halles/platform/forms';
import { eraseForm, messageReader } from '../conversation.form';

/** @param hasPhoto a photo is sent along */
export const merchantConversationActions = (hasPhoto: boolean) =>
  defineActions({
    button: 'do',
    actions: { send: messageReader(hasPhoto), block: buttonForm, unblock: buttonForm, erase: eraseForm },
    otherwise: 'send',
  });

export const merchantConversationChanges = ['block', 'unblock'] as const;
export type MerchantConversationChange = (typeof merchantConversationChanges)[number];
