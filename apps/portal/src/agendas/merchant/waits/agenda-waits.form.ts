import { defineForm } from '@halles/platform/forms';
import { z } from 'zod';

export const WAIT_STEPS = ['raise', 'lower', 'offer', 'book', 'remove'] as const;

/** A button of the list: for whom, and what is done. */
export const waitStepForm = defineForm({
  texts: 'agenda.waits',
  schema: z.object({
    wait: z.guid(),
    /** Which time was kept for them when the page was shown; empty: none. */
    offer: z.union([z.literal(''), z.guid()]).default(''),
    do: z.enum(WAIT_STEPS),
  }),
  fields: { wait: { control: 'hidden' }, offer: { control: 'hidden' }, do: { control: 'hidden' } },
});

/** What was just done, for the page to say. */
export const agendaWaitsDone = WAIT_STEPS;
export type AgendaWaitsDone = (typeof WAIT_STEPS)[number];
