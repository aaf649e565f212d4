import { fileRoutes, pathTo } from '@halles/contracts';
import {
  type Inbox,
  type Notification,
  NOTIFICATION_CHANNELS,
  NOTIFICATION_EVENTS,
  type Preference,
  topicOf,
} from '@halles/domain/notifications';
import { type FormProblem, problemWords } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import { dayOf } from '../wording/day-words';
import type { InboxBody, PreferencesBody } from './notifications.view';
import { boxOf } from './preferences.form';

/** The id of the case that a notification is about: its reference begins with it. */
const caseOf = ({ ref }: Notification): string => ref.split('/', 1)[0] ?? '';

/** Where a notification leads. */
function pathOf(notification: Notification, { locale }: PageScope): string {
  const {
    page,
    listing: { id: listing },
  } = notification;
  if (listing === null) return pathTo('claims', locale);
  if (page && page.postId !== null) return pathTo('merchant.post', locale, { listing, post: page.postId });
  switch (topicOf(notification)) {
    case 'order':
    case 'orders':
      return pathTo('merchant.orders', locale, { listing });
    case 'message':
      return pathTo('merchant.messages', locale, { listing });
    case 'report':
      return pathTo('reports', locale, { listing });
    case 'freshness':
    case 'holidays':
      return pathTo('freshness.confirm', locale, { listing });
    case 'posts':
    case 'hidden':
    case 'shown':
      return pathTo('merchant.posts', locale, { listing });
    case 'products':
      return pathTo('merchant.products', locale, { listing });
    case 'mandate':
    case 'mandate-asked':
      return pathTo('team', locale, { listing });
    case 'confirmed':
      return pathTo('merchant.listing', locale, { listing });
    case 'claim-disputed':
    case 'document-requested':
    case 'claim-refused':
      return pathTo('claim', locale, { claim: caseOf(notification) });
    case 'claim-approved':
      return pathTo('merchant.listing', locale, { listing });
    case 'disputed':
    case 'displaced':
    case 'addition-accepted':
    case 'addition-refused':
      return pathTo('claims', locale);
    case 'place-accepted':
    case 'place-refused':
    case 'place-reopened':
      return pathTo('profile.address', locale, { listing });
    case 'page':
    case 'closed':
    case 'opened':
    case 'moved':
      return pathTo('profile.history', locale, { listing });
  }
}

/** The notifications of an account, the newest first. Pure. */
export function presentInbox(scope: PageScope, { notifications, before }: Inbox): InboxBody {
  const { texts, locale } = scope;
  return {
    ...(notifications.length === 0 ? { none: texts.line('freshness.inbox.none') } : {}),
    notifications: notifications.map((one) => ({
      href: pathOf(one, scope),
      text: texts.line(`freshness.inbox.events.${topicOf(one)}`),
      listing: one.listing.name ?? texts.line('pro.unnamed'),
      when: dayOf(one.createdAt, scope),
      isNew: !one.isRead,
    })),
    ...(before === null
      ? {}
      : {
          older: {
            href: `${pathTo('notifications', locale)}?avant=${before}`,
            label: texts.line('freshness.inbox.older'),
          },
        }),
    action: pathTo('notifications', locale),
    hasNew: notifications.some(({ isRead }) => !isRead),
    preferences: {
      href: pathTo('notifications.preferences', locale),
      label: texts.line('freshness.preferences.link'),
    },
  };
}

/** What a page of notification preferences says beside them. */
export interface PreferencesState {
  readonly pushKey: string;
  /** Whether they were just saved. */
  readonly isDone: boolean;
  /** Why they were not. */
  readonly problem: FormProblem | null;
  /** How many browsers of the account are told. */
  readonly browsers: number;
}

/** The notification preferences of an account. Pure. @param preferences what the boxes show */
export function presentPreferences(
  scope: PageScope,
  preferences: readonly Preference[],
  { pushKey, isDone, problem, browsers }: PreferencesState,
): PreferencesBody {
  const { texts, locale } = scope;
  const sentence = problemWords(scope, problem);
  return {
    lead: texts.line('freshness.preferences.lead'),
    ...(isDone ? { done: texts.line('freshness.preferences.done') } : {}),
    ...(sentence === null ? {} : { problem: sentence }),
    action: pathTo('notifications.preferences', locale),
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
      to: fileRoutes.apiPush,
      key: pushKey,
      words: texts.line(
        browsers === 0 ? 'freshness.preferences.noBrowser' : 'freshness.preferences.browsers',
        {
          count: browsers,
        },
      ),
    },
    inbox: { href: pathTo('notifications', locale), label: texts.line('freshness.inbox.link') },
  };
}
