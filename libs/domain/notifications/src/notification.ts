/** What an account may be told of, one preference each. */
export const NOTIFICATION_EVENTS = ['order', 'freshness', 'holidays', 'report', 'page'] as const;
export type NotificationEvent = (typeof NOTIFICATION_EVENTS)[number];

/** How, beside the list of the merchant's space, which has everything. */
export const NOTIFICATION_CHANNELS = ['mail', 'push'] as const;
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number];

/** Something that an account was told. */
export interface Notification {
  readonly id: string;
  readonly event: NotificationEvent;
  readonly listing: { readonly id: number; readonly name: string | null };
  /** What it is about: the id of a report, of a question. */
  readonly ref: string;
  readonly createdAt: Date;
  readonly isRead: boolean;
}

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
