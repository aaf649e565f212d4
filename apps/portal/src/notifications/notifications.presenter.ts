import { pathsTo } from '@halles/contracts';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import {
  type Inbox,
  type Notification,
  NOTIFICATION_CHANNELS,
  NOTIFICATION_EVENTS,
  type Preference,
} from '@halles/domain/notifications';
import { formatDay } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';
import { notificationRoutes, PUSH_ROUTE } from './notification-routes';
import type { LinkView } from '../rendering/link.view';

interface NotificationView {
  readonly href: string;
  readonly text: string;
  readonly listing: string;
  readonly when: string;
  readonly isNew: boolean;
}

export interface InboxBody {
  readonly none?: string;
  readonly notifications: readonly NotificationView[];
  readonly older?: LinkView;
  readonly action: string;
  readonly hasNew: boolean;
  readonly preferences: LinkView;
}

export interface PreferencesBody {
  readonly lead: string;
  readonly done?: string;
  readonly action: string;
  readonly events: readonly {
    readonly legend: string;
    readonly hint: string;
    readonly id: string;
    readonly choices: readonly { readonly name: string; readonly label: string; readonly checked: boolean }[];
  }[];
  readonly push: {
    readonly to: string;
    readonly key: string;
    readonly words: string;
  };
  readonly inbox: LinkView;
}

/** Where a notification leads. */
function pathOf({ event, listing }: Notification, { locale }: PageScope): string {
  switch (event) {
    case 'report':
      return pathsTo('reports', { listing: listing.id })[locale];
    case 'freshness':
    case 'holidays':
      return pathsTo('freshness.confirm', { listing: listing.id })[locale];
    case 'page':
      return pathsTo('profile.history', { listing: listing.id })[locale];
  }
}

/** What an account was told, the newest first. Pure. */
export function presentInbox(scope: PageScope, { notifications, before }: Inbox): InboxBody {
  const { texts, locale, settings } = scope;
  return {
    ...(notifications.length === 0 ? { none: texts.line('freshness.inbox.none') } : {}),
    notifications: notifications.map((one) => ({
      href: pathOf(one, scope),
      text: texts.line(`freshness.inbox.events.${one.event}`),
      listing: one.listing.name ?? texts.line('pro.unnamed'),
      when: formatDay(isoOfDay(wallTime(settings.timeZone, one.createdAt.getTime()).day), locale),
      isNew: !one.isRead,
    })),
    ...(before === null
      ? {}
      : {
          older: {
            href: `${notificationRoutes.inbox[locale]}?avant=${before}`,
            label: texts.line('freshness.inbox.older'),
          },
        }),
    action: notificationRoutes.inbox[locale],
    hasNew: notifications.some(({ isRead }) => !isRead),
    preferences: {
      href: notificationRoutes.preferences[locale],
      label: texts.line('freshness.preferences.link'),
    },
  };
}

/** The name of a box of the form. Pure. */
export const boxOf = ({ event, channel }: Pick<Preference, 'event' | 'channel'>): string =>
  `${event}-${channel}`;

/** What an account wants to be told, and how. Pure. */
export function presentPreferences(
  scope: PageScope,
  preferences: readonly Preference[],
  {
    pushKey,
    isDone,
    browsers,
  }: { readonly pushKey: string; readonly isDone: boolean; readonly browsers: number },
): PreferencesBody {
  const { texts, locale } = scope;
  return {
    lead: texts.line('freshness.preferences.lead'),
    ...(isDone ? { done: texts.line('freshness.preferences.done') } : {}),
    action: notificationRoutes.preferences[locale],
    events: NOTIFICATION_EVENTS.map((event) => ({
      id: event,
      legend: texts.line(`freshness.preferences.events.${event}`),
      hint: texts.line(`freshness.preferences.hints.${event}`),
      choices: NOTIFICATION_CHANNELS.map((channel) => ({
        name: boxOf({ event, channel }),
        label: texts.line(`freshness.preferences.channels.${channel}`),
        checked: preferences.some((one) => one.event === event && one.channel === channel && one.wanted),
      })),
    })),
    push: {
      to: PUSH_ROUTE,
      key: pushKey,
      words: texts.line(
        browsers === 0 ? 'freshness.preferences.noBrowser' : 'freshness.preferences.browsers',
        {
          count: browsers,
        },
      ),
    },
    inbox: { href: notificationRoutes.inbox[locale], label: texts.line('freshness.inbox.link') },
  };
}
