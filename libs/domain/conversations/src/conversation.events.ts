import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** Somebody must hear by mail of messages that they did not read; the reference is a notice's (`conversation_notice.id`). */
export const CONVERSATION_NOTIFY_SHOP = defineJob('conversation.notify-shop', 'mail');
export const CONVERSATION_NOTIFY_CUSTOMER = defineJob('conversation.notify-customer', 'mail');

export const notifyShopOfMessages = (ref: string): OutboxMessage => ({ kind: CONVERSATION_NOTIFY_SHOP, ref });
export const notifyCustomerOfMessages = (ref: string): OutboxMessage => ({
  kind: CONVERSATION_NOTIFY_CUSTOMER,
  ref,
});

/** Those of a shop who answer must hear of it on their devices; the reference is a conversation's. */
export const CONVERSATION_PUSH_SHOP = defineJob('conversation.push-shop', 'push');

export const pushShopOfMessages = (ref: string): OutboxMessage => ({ kind: CONVERSATION_PUSH_SHOP, ref });
