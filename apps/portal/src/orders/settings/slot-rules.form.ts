import type { PickupRules } from '@halles/contracts';
import type { SlotDetails } from '@halles/domain/orders';
import {
  allOf,
  decidedOver,
  defineActions,
  defineForm,
  formReader,
  type FormReader,
  type FormValues,
  formValuesOf,
  type PostedForm,
  postedDates,
  textOf,
  type Together,
} from '@halles/platform/forms';
import { priceInput } from '@halles/kernel';
import { z } from 'zod';

const TEXTS = 'ordering.slots';

const whole = (least: number, most: number) =>
  z
    .string()
    .transform((text) => (text.trim() === '' ? undefined : text.trim()))
    .pipe(
      z.union([
        z.undefined(),
        z
          .string()
          .regex(/^\d{1,6}$/)
          .transform(Number)
          .pipe(z.int().min(least).max(most)),
      ]),
    );

const euros = z
  .string()
  .transform((text) => text.replace(',', '.').replaceAll(/[\s€]/gu, ''))
  .transform((text) => (text === '' ? undefined : text))
  .pipe(
    z.union([
      z.undefined(),
      z
        .string()
        .regex(/^\d{1,6}(?:\.\d{1,2})?$/)
        .transform((text) => Math.round(Number(text) * 100))
        .pipe(z.int().min(1)),
    ]),
  );

const CUT_OFFS = ['none', 'daily', 'weekly'] as const;
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
/** Rows of the form for rules of preparation. */
export const PREPARATION_ROWS = [1, 2, 3] as const;
const TIME = /^([01]\d|2[0-4]):([0-5]\d)$/;

const number = { inputmode: 'numeric', isShort: true, maxlength: 6 } as const;
const amount = { inputmode: 'decimal', isShort: true, maxlength: 10 } as const;

/** When slots begin, and what fills them. */
export const slotRoomForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    step: whole(5, 720),
    last: z.enum(['ends-by-closing', 'starts-by-closing']),
    items: whole(1, 100_000),
    value: euros,
  }),
  fields: { step: number, last: { control: 'choice' }, items: number, value: amount },
});

/** How long baskets take to prepare: up to three rules. */
export const preparationForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    ...{ lines1: whole(0, 1_000), euros1: euros, minutes1: whole(0, 10_080) },
    ...{ lines2: whole(0, 1_000), euros2: euros, minutes2: whole(0, 10_080) },
    ...{ lines3: whole(0, 1_000), euros3: euros, minutes3: whole(0, 10_080) },
  }),
  fields: {
    ...{ lines1: number, euros1: amount, minutes1: number },
    ...{ lines2: number, euros2: amount, minutes2: number },
    ...{ lines3: number, euros3: amount, minutes3: number },
  },
});

/** Until when orders are taken for a day. */
export const cutOffForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    cutOff: z.enum(CUT_OFFS),
    cutOffDays: whole(0, 60),
    cutOffWeekday: z.enum(WEEKDAYS),
    cutOffTime: z.string().max(5).default(''),
  }),
  fields: {
    cutOff: { control: 'choice' },
    cutOffDays: number,
    cutOffWeekday: { control: 'select' },
    cutOffTime: { type: 'time', isShort: true, maxlength: 5 },
  },
});

const roomReader: FormReader<SlotDetails> = {
  read(posted) {
    const room = slotRoomForm.read(posted);
    if (!room.ok) return room;
    const { step = null, last, items, value } = room.input;
    return formReader<SlotDetails>(() => ({ input: { step, last, capacity: { items, cents: value } } })).read(
      posted,
    );
  },
};

/** The rows that say how long; one that names a basket and no minutes is told of. */
const preparationReader: FormReader<SlotDetails> = {
  read(posted) {
    const fields = preparationForm.read(posted);
    return formReader<SlotDetails>(() => {
      if (!fields.ok) return { errors: fields.errors };
      const rows = PREPARATION_ROWS.map((row) => ({
        row,
        fromLines: fields.input[`lines${row}`],
        fromCents: fields.input[`euros${row}`],
        minutes: fields.input[`minutes${row}`],
      }));
      const incomplete = rows.filter(
        ({ fromLines, fromCents, minutes }) =>
          minutes === undefined && (fromLines ?? fromCents) !== undefined,
      );
      if (incomplete.length > 0)
        return {
          errors: Object.fromEntries(
            incomplete.map(({ row }) => [`minutes${String(row)}`, { key: 'minutesMissing' }]),
          ),
        };
      return {
        input: {
          preparation: rows.flatMap(({ fromLines, fromCents, minutes }) =>
            minutes === undefined ? [] : [{ fromLines, fromCents, minutes }],
          ),
        },
      };
    }).read(posted);
  },
};

/** Fields of what was not chosen do not count. */
const cutOffReader: FormReader<SlotDetails> = {
  read(posted) {
    const fields = cutOffForm.read(posted);
    return formReader<SlotDetails>(() => {
      if (!fields.ok) return { errors: fields.errors };
      const { cutOff: kind, cutOffDays, cutOffWeekday, cutOffTime } = fields.input;
      if (kind === 'none') return { input: { cutOff: null } };
      const [, hours, minutes] = TIME.exec(cutOffTime) ?? [];
      const minute = Number(hours) * 60 + Number(minutes);
      const errors = {
        ...(minute <= 1_440 ? {} : { cutOffTime: { key: 'cutOffTime' } }),
        ...(kind === 'daily' && cutOffDays === undefined ? { cutOffDays: { key: 'cutOffDays' } } : {}),
      };
      if (Object.keys(errors).length > 0) return { errors };
      const cutOff: PickupRules['cutOff'] =
        kind === 'daily'
          ? { kind, daysBefore: cutOffDays ?? 0, minute }
          : { kind, weekday: Number(cutOffWeekday), minute };
      return { input: { cutOff } };
    }).read(posted);
  },
};

/** Days on which no orders are taken, both included. */
export const closedDaysForm = defineForm({
  texts: TEXTS,
  schema: z.object({ firstDay: z.iso.date(), lastDay: z.iso.date() }),
  fields: { firstDay: { type: 'date' }, lastDay: { type: 'date' } },
});

/** The form as it was sent, with its days as dates, however they were typed. Pure. @param today ISO date */
export const withClosedDays = (posted: PostedForm, today: string): PostedForm =>
  postedDates(posted, {
    firstDay: { range: { from: today } },
    lastDay: { range: { from: today }, edge: 'last' },
  });

const closedDaysReader: FormReader<{ readonly firstDay: string; readonly lastDay: string }> = {
  read(posted) {
    const days = closedDaysForm.read(posted);
    if (!days.ok || days.input.firstDay <= days.input.lastDay) return days;
    return formReader<{ firstDay: string; lastDay: string }>(() => ({
      errors: { lastDay: { key: 'lastDayBefore' } },
    })).read(posted);
  },
};

/** The button of a stretch of closed days: its first and last instant. */
const pauseReader: FormReader<{ readonly from: number; readonly until: number } | null> = formReader(
  (values) => {
    const [, from, until] = /^(-?\d{1,15})-(\d{1,15})$/.exec(textOf(values, 'pause')) ?? [];
    return { input: from === undefined ? null : { from: Number(from), until: Number(until) } };
  },
);

/** The buttons of the page. */
export const slotRulesActions = defineActions({
  button: 'do',
  actions: {
    room: roomReader,
    preparation: preparationReader,
    cutOff: cutOffReader,
    close: closedDaysReader,
    reopen: pauseReader,
  },
  otherwise: 'reopen',
});

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
const eurosText = (cents: number | undefined): string => (cents === undefined ? '' : priceInput(cents));

/** The form as the rules of a shop fill it in. Pure. */
export function slotRulesValues({
  length,
  step,
  last,
  capacity,
  preparation,
  cutOff,
}: PickupRules): FormValues {
  const rows = PREPARATION_ROWS.map((row): readonly [string, string][] => {
    const rule = preparation[row - 1];
    return [
      [`lines${String(row)}`, text(rule?.fromLines)],
      [`euros${String(row)}`, eurosText(rule?.fromCents)],
      [`minutes${String(row)}`, text(rule?.minutes)],
    ];
  });
  return formValuesOf({
    step: step === length ? '' : String(step),
    last,
    items: text(capacity.items),
    value: eurosText(capacity.cents),
    ...Object.fromEntries(rows.flat()),
    cutOff: cutOff?.kind ?? 'none',
    cutOffDays: cutOff?.kind === 'daily' ? String(cutOff.daysBefore) : '',
    cutOffWeekday: cutOff?.kind === 'weekly' ? String(cutOff.weekday) : '5',
    cutOffTime: cutOff === undefined ? '' : clock(cutOff.minute),
  });
}

/** What was just done, for the page to say. */
export const slotRulesChanges = ['saved', 'close', 'reopen'] as const;
export type SlotRulesChange = (typeof slotRulesChanges)[number];

/** The fields of each form of the page, in their order. */
export const SLOT_FIELDS = {
  room: ['step', 'last', 'items', 'value'],
  preparation: PREPARATION_ROWS.flatMap((row) => [
    `lines${String(row)}`,
    `euros${String(row)}`,
    `minutes${String(row)}`,
  ]),
  cutOff: ['cutOff', 'cutOffDays', 'cutOffWeekday', 'cutOffTime'],
} as const;
export type SlotForm = keyof typeof SLOT_FIELDS;

/** What one of the forms is filled in with, and that it is. Pure. */
const slotFormValues = (form: SlotForm, rules: PickupRules): FormValues => {
  const values = slotRulesValues(rules);
  return Object.fromEntries(SLOT_FIELDS[form].map((name) => [name, allOf(values, name)]));
};

/** Rules of preparation stand in rows, and a cut-off is a day and a time: each says something as a whole only. */
const TOGETHER: Readonly<Record<SlotForm, Together>> = {
  room: [],
  preparation: [SLOT_FIELDS.preparation],
  cutOff: [SLOT_FIELDS.cutOff],
};
const READERS: Readonly<Record<SlotForm, FormReader<SlotDetails>>> = {
  ...{ room: roomReader, preparation: preparationReader, cutOff: cutOffReader },
};

/** What a form of the page says of the rules that stand (`decidedOver`). Pure. */
export const slotsOver = (form: SlotForm, posted: PostedForm) =>
  decidedOver(
    { reader: READERS[form], posted, together: TOGETHER[form] },
    (rules: PickupRules) => slotFormValues(form, rules),
    (details) => details,
  );
