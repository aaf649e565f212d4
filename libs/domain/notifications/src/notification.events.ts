import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** A push notification must go to the browsers of an account. */
export const NOTIFICATION_PUSH = defineJob('notification.push', 'push');

/** The owner of a listing must get a mail that somebody else changed its page. */
export const NOTIFICATION_PAGE = defineJob('notification.page', 'mail');

export const mailPageChange = (notificationId: string): OutboxMessage => ({
  kind: NOTIFICATION_PAGE,
  ref: notificationId,
});

export const pushNotification = (notificationId: string): OutboxMessage => ({
  kind: NOTIFICATION_PUSH,
  ref: notificationId,
});
