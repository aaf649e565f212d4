import type { Bilingual } from '@halles/kernel';

/** What an account was told, and what it wants to be told. */
export const notificationRoutes = {
  inbox: { fr: '/pro/notifications', en: '/en/pro/notifications' },
  preferences: { fr: '/pro/notifications/preferences', en: '/en/pro/notifications/preferences' },
} as const satisfies Record<string, Bilingual>;

/** Where the island binds a browser to the account, and lets it go. */
export const PUSH_ROUTE = '/api/v1/pro/push';
