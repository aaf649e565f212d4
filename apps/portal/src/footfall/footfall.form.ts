import { FOOTFALL_LINK_KINDS, footfallClicks, MAX_PRESENT, nameLine } from '@halles/contracts';
import { defineForm, wholeNumber } from '@halles/platform/forms';
import { z } from 'zod';

/** Clicks of a door: one of a button, or all that waited on a telephone. */
export const clicksForm = defineForm({
  texts: 'footfall.clicks',
  schema: z.object({ clicks: footfallClicks, device: z.union([z.uuid(), z.literal('')]) }),
  fields: {
    clicks: { control: 'hidden', maxlength: 12_800 },
    device: { control: 'hidden', maxlength: 36 },
  },
});

/** How many there are in truth. */
export const correctionForm = defineForm({
  texts: 'footfall.correction',
  schema: z.object({ present: wholeNumber(0, MAX_PRESENT) }),
  fields: { present: { inputmode: 'numeric', isShort: true, maxlength: 5 } },
});

/** A door, or a screen, that gets an address of its own. */
export const footfallLinkForm = defineForm({
  texts: 'footfall.link',
  schema: z.object({ kind: z.enum(FOOTFALL_LINK_KINDS), name: nameLine(60) }),
  fields: { kind: { control: 'choice', layout: 'row' }, name: { maxlength: 60 } },
});
