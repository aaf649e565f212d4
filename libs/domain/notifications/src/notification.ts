/** What an account may be told of, one preference each. */
export const NOTIFICATION_EVENTS = ['order', 'message', 'freshness', 'holidays', 'report', 'page'] as const;
export type NotificationEvent = (typeof NOTIFICATION_EVENTS)[number];

/** How, beside the list of the merchant's space, which has everything. */
export const NOTIFICATION_CHANNELS = ['mail', 'push'] as const;
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number];

/**
 * What is decided of a page, each time mailed by the feature that does it: somebody else claims it, which the town refused, or
 * accepted; one's own claim is contested, needs a document, is accepted or refused; the town answered who asked for another
 * place of it, or takes that answer back; the town answered who asked for a business to be added.
 */
export const PAGE_CASES = [
  'disputed',
  'confirmed',
  'displaced',
  'claim-disputed',
  'document-requested',
  'claim-approved',
  'claim-refused',
  'place-accepted',
  'place-refused',
  'place-reopened',
  'addition-accepted',
  'addition-refused',
] as const;
export type PageCase = (typeof PAGE_CASES)[number];

/** What an agent acts on for a shop beside its page, as far as its mandate names it. */
export const AGENT_TASKS = ['products', 'orders'] as const;
export type AgentTask = (typeof AGENT_TASKS)[number];

/** What happened to a page: its words, its posts, its products or its orders changed, or the town hid one of them, or does so no more, or recorded a mandate on it, or asks whether there may be one. */
export const PAGE_CHANGES = [
  'page',
  'posts',
  'hidden',
  'shown',
  'mandate',
  'mandate-asked',
  ...AGENT_TASKS,
  ...PAGE_CASES,
] as const;
export type PageChange = (typeof PAGE_CHANGES)[number];

/** What a change of a page is called by, where it did more than change words: the page says that the business is closed for good, says so no more, or is elsewhere. */
export const PAGE_FACTS = ['closed', 'opened', 'moved'] as const;
export type PageFact = (typeof PAGE_FACTS)[number];

/** What a notification of a page is about. */
export interface PageNotice {
  readonly change: PageChange;
  /** Of a change of its words; absent where it did no such thing. */
  readonly fact?: PageFact;
  /** Who did it, as a kind. */
  readonly author: 'merchant' | 'agent' | 'link';
  /** Which account of the console; null where that is not known, or no agent did it. */
  readonly agentId: string | null;
  /** The post that the town decided on. */
  readonly postId: string | null;
}

/** Something that an account was told. */
export interface Notification {
  readonly id: string;
  readonly event: NotificationEvent;
  /** Without an id: a business that was not added. */
  readonly listing: { readonly id: number | null; readonly name: string | null };
  /** By what the same is known again. */
  readonly ref: string;
  /** Null for other events. */
  readonly page: PageNotice | null;
  readonly createdAt: Date;
  readonly isRead: boolean;
}

/** What a notification tells of: its event, and of a page what happened to it. Pure. */
export const topicOf = ({
  event,
  page,
}: Pick<Notification, 'event' | 'page'>): NotificationEvent | PageChange | PageFact =>
  page?.fact ?? page?.change ?? event;

/** What an account wants of one event. */
export interface Preference {
  readonly event: NotificationEvent;
  readonly channel: NotificationChannel;
  readonly wanted: boolean;
}

/** Every event and channel with what was said of it; what nothing was said of is wanted. Pure. */
export function allPreferences(chosen: readonly Preference[]): Preference[] {
  return NOTIFICATION_EVENTS.flatMap((event) =>
    NOTIFICATION_CHANNELS.map((channel) => ({
      event,
      channel,
      wanted: chosen.find((one) => one.event === event && one.channel === channel)?.wanted ?? true,
    })),
  );
}
