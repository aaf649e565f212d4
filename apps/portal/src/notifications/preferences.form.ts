import { NOTIFICATION_CHANNELS, NOTIFICATION_EVENTS, type Preference } from '@halles/domain/notifications';
import { allOf, formReader, type FormValues } from '@halles/platform/forms';

/** The name of a box of the form. Pure. */
export const boxOf = ({ event, channel }: Pick<Preference, 'event' | 'channel'>): string =>
  `${event}-${channel}`;

/** What the boxes say is wanted, and what is not. Pure. */
export const tickedIn = (values: FormValues): Preference[] =>
  NOTIFICATION_EVENTS.flatMap((event) =>
    NOTIFICATION_CHANNELS.map((channel) => ({
      event,
      channel,
      wanted: allOf(values, boxOf({ event, channel })).includes('yes'),
    })),
  );

export const preferencesForm = formReader<readonly Preference[]>((values) => ({ input: tickedIn(values) }));
