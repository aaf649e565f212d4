import { defineActions, defineForm, formReader, type FormReader, textOf } from '@halles/platform/forms';
import { z } from 'zod';

/** Name of the hidden field with whose calendar it is: the id of somebody who serves, or nothing for all of the agenda. */
export const OF = 'of';

/** What calendar programs call an address that they subscribe to. */
const inHttps = (address: string): string => address.replace(/^webcals?:/i, 'https:');

/** Whether it may be one: what it leads to is looked at when it is asked. */
function isAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  return protocol === 'https:' && hostname.includes('.') && port === '' && username === '' && password === '';
}

/** The address of a calendar of somebody else, and who is busy then. */
export const busySourceForm = defineForm({
  texts: 'agendaCalendars',
  schema: z.object({
    address: z.string().trim().max(2_000).transform(inHttps).refine(isAddress),
    whose: z.union([z.literal(''), z.guid()]).transform((id) => (id === '' ? null : id)),
  }),
  fields: {
    address: { type: 'url', maxlength: 2_000 },
    whose: { control: 'select' },
  },
});

const ofReader: FormReader<{ readonly of: string | null }> = formReader((values) => {
  const id = textOf(values, OF);
  return { input: { of: z.guid().safeParse(id).success ? id : null } };
});

/** The buttons of the page. */
export const agendaCalendarActions = defineActions({
  button: 'do',
  actions: { make: ofReader, revoke: ofReader, add: busySourceForm, read: ofReader, remove: ofReader },
  otherwise: 'add',
});

/** What was just done, for the page to say. */
export const agendaCalendarChanges = ['revoke', 'add', 'read', 'remove'] as const;
export type AgendaCalendarChange = (typeof agendaCalendarChanges)[number];
