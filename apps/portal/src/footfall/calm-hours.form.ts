import { CALM_KINDS, type CalmSpan } from '@halles/contracts';
import { defineForm, formReader, type FormReader } from '@halles/platform/forms';
import { z } from 'zod';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** "10:30" as minutes; midnight at the end of a day may be written as 24:00. */
const time = z
  .string()
  .trim()
  .regex(/^(?:[01]?\d|2[0-3])[:hH][0-5]\d$|^24[:hH]00$/)
  .transform((text) => {
    const [hours = 0, minutes = 0] = text.split(/[:hH]/).map(Number);
    return hours * 60 + minutes;
  });

/** A time of the week that a place sets apart. */
export const calmSpanForm = defineForm({
  texts: 'footfall.calmHours.form',
  schema: z.object({
    ...{ kind: z.enum(CALM_KINDS), weekday: z.enum(WEEKDAYS), from: time, until: time },
    isReserved: z.boolean(),
  }),
  fields: {
    kind: { control: 'choice' },
    weekday: { control: 'select' },
    from: { type: 'time', isShort: true, maxlength: 5 },
    until: { type: 'time', isShort: true, maxlength: 5 },
    isReserved: { control: 'box', isUnmarked: true },
  },
});

export const calmSpanReader: FormReader<CalmSpan> = {
  read(posted) {
    const fields = calmSpanForm.read(posted);
    if (!fields.ok) return fields;
    const { weekday, ...span } = fields.input;
    return formReader<CalmSpan>(() =>
      span.from < span.until
        ? { input: { ...span, weekday: Number(weekday) } }
        : { errors: { until: { key: 'order' } } },
    ).read(posted);
  },
};
