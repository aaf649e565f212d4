import { NOTIFICATION_CHANNELS, NOTIFICATION_EVENTS, type Preference } from '@halles/domain/notifications';
import { allOf, readFormValues } from '@halles/platform/forms';

/** The name of a box of the form. Pure. */
export const boxOf = ({ event, channel }: Pick<Preference, 'event' | 'channel'>): string =>
  `${event}-${channel}`;

/** What the boxes of a posted form say is wanted, and what is not. Pure. */
export function readPreferences(body: unknown): Preference[] {
  const values = readFormValues(body);
  return NOTIFICATION_EVENTS.flatMap((event) =>
    NOTIFICATION_CHANNELS.map((channel) => ({
      event,
      channel,
      wanted: allOf(values, boxOf({ event, channel })).includes('yes'),
    })),
  );
}
