import type { OutboxMessage } from '@halles/platform/outbox';

/** The browsers of an account must be told that something happened. */
export const NOTIFICATION_PUSH = 'notification.push';

export const pushNotification = (notificationId: string): OutboxMessage => ({
  kind: NOTIFICATION_PUSH,
  ref: notificationId,
});
