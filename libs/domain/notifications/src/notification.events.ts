import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** The browsers of an account must be told that something happened. */
export const NOTIFICATION_PUSH = defineJob('notification.push');

/** The owner of a listing must hear by mail that somebody else changed its page. */
export const NOTIFICATION_PAGE = defineJob('notification.page');

export const mailPageChange = (notificationId: string): OutboxMessage => ({
  kind: NOTIFICATION_PAGE,
  ref: notificationId,
});

export const pushNotification = (notificationId: string): OutboxMessage => ({
  kind: NOTIFICATION_PUSH,
  ref: notificationId,
});
