import {
  type AgendaSettings,
  nameLine,
  REMINDER_DAYS,
  REMINDER_TIMES,
  type ResourceAbsence,
  severalLines,
  SUMMARY_TIMES,
} from '@halles/contracts';
import { NO_LAST_DAY } from '@halles/domain/agendas';
import {
  decidedOver,
  defineActions,
  defineForm,
  formReader,
  type FormReader,
  type FormValues,
  formValuesOf,
  optionalWholeNumber,
  type PostedForm,
  postedDates,
  textOf,
  wholeNumber,
} from '@halles/platform/forms';
import { z } from 'zod';
import { isUuid } from '../../../params';
import { clockTime, clockTimeOrNone } from '../../clock-time';

const TEXTS = 'agenda.rules';
const HOUR = 60;
const number = { inputmode: 'numeric', isShort: true, maxlength: 5 } as const;

const clockOf = (minute: number): string =>
  [Math.floor(minute / HOUR), minute % HOUR].map((part) => String(part).padStart(2, '0')).join(':');

/** Days before an appointment, as the form has them. */
const REMINDERS = ['0', '1', '2', '7'] as const satisfies readonly `${(typeof REMINDER_DAYS)[number]}`[];

/** Minutes between two times that can be booked: by others the clock would show times like 9 h 07. */
export const STEPS = ['5', '10', '15', '20', '30', '60', '120'] as const;

/** Whether and by which rules a place takes appointments. */
export const agendaRulesForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    isOpen: z.boolean(),
    confirms: z.enum(['at-once', 'by-hand']),
    step: z.enum(STEPS),
    notice: wholeNumber(0, 1_440),
    horizon: wholeNumber(0, 365),
    limitAhead: optionalWholeNumber(1, 100),
    limitPerDay: optionalWholeNumber(1, 20),
    reminders: z.array(z.enum(REMINDERS)),
    reminderTime: clockTime().refine(
      (minute) => minute >= REMINDER_TIMES.first && minute <= REMINDER_TIMES.last,
    ),
    waitHours: optionalWholeNumber(1, 48),
    summaryTime: clockTimeOrNone().refine(
      (minute) => minute === null || (minute >= SUMMARY_TIMES.first && minute <= SUMMARY_TIMES.last),
    ),
    summaryWhenEmpty: z.boolean(),
    cancellation: wholeNumber(0, 1_440),
    cancellationNote: severalLines(500, 0).transform((text) => (text === '' ? null : text)),
  }),
  fields: {
    isOpen: { control: 'box' },
    confirms: { control: 'choice' },
    step: { control: 'select' },
    notice: number,
    horizon: number,
    limitAhead: number,
    limitPerDay: number,
    reminders: { control: 'boxes', options: REMINDERS },
    reminderTime: { type: 'time', isShort: true, maxlength: 5 },
    waitHours: number,
    summaryTime: { type: 'time', isShort: true, maxlength: 5 },
    summaryWhenEmpty: { control: 'box' },
    cancellation: number,
    cancellationNote: { control: 'text', isShort: true, maxlength: 500 },
  },
});

/** The rules of an agenda without its blocked time. */
export type AgendaRules = Omit<AgendaSettings, 'pauses'>;

/** The rules, in the units in which they are stored. */
const agendaRulesReader: FormReader<AgendaRules> = {
  read(posted) {
    const fields = agendaRulesForm.read(posted);
    if (!fields.ok) return fields;
    const { confirms, step, notice, cancellation, reminders, reminderTime, summaryTime, ...others } =
      fields.input;
    return formReader<AgendaRules>(() => ({
      input: {
        ...others,
        step: Number(step),
        reminderDays: REMINDER_DAYS.filter((days) => reminders.includes(`${days}`)),
        reminderMinute: reminderTime,
        summaryMinute: summaryTime,
        notice: notice * HOUR,
        cancellationNotice: cancellation * HOUR,
        confirmsByHand: confirms === 'by-hand',
      },
    })).read(posted);
  },
};

/** Time in which nobody can book: on one day or over several. */
export const blockedTimeForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    firstDay: z.iso.date(),
    from: clockTimeOrNone(),
    lastDay: z.union([z.literal(''), z.iso.date()]),
    until: clockTimeOrNone('until'),
    who: z.union([z.literal(''), z.uuid()]),
    weekly: z.boolean(),
    reason: z.union([z.literal(''), nameLine(80)]),
  }),
  fields: {
    who: { control: 'select' },
    firstDay: { type: 'date' },
    from: { type: 'time', isShort: true, maxlength: 5 },
    lastDay: { type: 'date' },
    until: { type: 'time', isShort: true, maxlength: 5 },
    weekly: { control: 'box' },
    reason: { maxlength: 80, isUnmarked: true },
  },
});

/** Days and minutes since midnight by the clock of the place. */
export interface BlockedTime {
  /** Who is away then; null: the whole place takes nobody. */
  readonly who: string | null;
  /** Each week on the weekday of the first day. */
  readonly isWeekly: boolean;
  readonly reason: string | null;
  readonly firstDay: string;
  readonly from: number;
  readonly lastDay: string;
  /** 1440: to the end of the last day. */
  readonly until: number;
}

const blockReader: FormReader<BlockedTime> = {
  read(posted) {
    const fields = blockedTimeForm.read(posted);
    if (!fields.ok) return fields;
    const { firstDay, from, until, who, weekly, reason } = fields.input;
    const lastDay = fields.input.lastDay || (weekly ? NO_LAST_DAY : firstDay);
    const blocked = {
      ...{ firstDay, lastDay, who: who || null, isWeekly: weekly, reason: reason || null },
      from: from ?? 0,
      until: until ?? 24 * HOUR,
    };
    return formReader<BlockedTime>(() => {
      if (lastDay < firstDay) return { errors: { lastDay: { key: 'lastDayBefore' } } };
      if ((lastDay === firstDay || weekly) && blocked.until <= blocked.from)
        return { errors: { until: { key: 'untilBefore' } } };
      // What the whole place has each week are its hours.
      if (weekly && who === '') return { errors: { weekly: { key: 'weeklyPlace' } } };
      return { input: blocked };
    }).read(posted);
  },
};

/** A blocked time of somebody, as it is kept. Pure. */
export const absenceOf = ({
  firstDay,
  from,
  lastDay,
  until,
  isWeekly,
  reason,
}: Omit<BlockedTime, 'who'>): ResourceAbsence => ({
  from: firstDay,
  until: lastDay,
  ...(from === 0 ? {} : { fromMinute: from }),
  ...(until === 24 * HOUR ? {} : { untilMinute: until }),
  ...(isWeekly ? { isWeekly } : {}),
  ...(reason === null ? {} : { reason }),
});

/** The button of an absence: whose it is, and which. */
const backReader: FormReader<{ readonly who: string; readonly key: string } | null> = formReader((values) => {
  const [who, key] = [textOf(values, 'who'), textOf(values, 'absence')];
  return { input: isUuid(who) ? { who, key } : null };
});

/** The button of a blocked time: its first and last instant. */
const freeReader: FormReader<{ readonly from: number; readonly until: number } | null> = formReader(
  (values) => {
    const [, from, until] = /^(-?\d{1,15})-(\d{1,15})$/.exec(textOf(values, 'pause')) ?? [];
    return { input: from === undefined ? null : { from: Number(from), until: Number(until) } };
  },
);

/** The form as it was sent, with its days as dates, however they were typed. Pure. @param today ISO date */
export const withBlockedDays = (posted: PostedForm, today: string): PostedForm =>
  postedDates(posted, {
    firstDay: { range: { from: today } },
    lastDay: { range: { from: today }, edge: 'last' },
  });

/** The buttons of the page. */
export const agendaRulesActions = defineActions({
  button: 'do',
  actions: { rules: agendaRulesReader, block: blockReader, free: freeReader, back: backReader },
  otherwise: 'rules',
});

/** The form as the rules fill it in: hours where the rules count minutes. Pure. */
export const agendaRulesValues = (settings: AgendaSettings): FormValues =>
  formValuesOf({
    isOpen: settings.isOpen ? 'yes' : '',
    confirms: settings.confirmsByHand ? 'by-hand' : 'at-once',
    step: String(settings.step),
    notice: String(Math.ceil(settings.notice / HOUR)),
    horizon: String(settings.horizon),
    limitAhead: settings.limitAhead === null ? '' : String(settings.limitAhead),
    limitPerDay: settings.limitPerDay === null ? '' : String(settings.limitPerDay),
    reminders: settings.reminderDays.map(String),
    reminderTime: clockOf(settings.reminderMinute),
    waitHours: settings.waitHours === null ? '' : String(settings.waitHours),
    summaryTime: settings.summaryMinute === null ? '' : clockOf(settings.summaryMinute),
    summaryWhenEmpty: settings.summaryWhenEmpty ? 'yes' : '',
    cancellation: String(Math.ceil(settings.cancellationNotice / HOUR)),
    cancellationNote: settings.cancellationNote ?? '',
  });

/** What the form says of the rules that stand (`decidedOver`). Pure. */
export const rulesOver = (posted: PostedForm) =>
  decidedOver({ reader: agendaRulesReader, posted }, agendaRulesValues, (rules) => rules);

/** What was just done, for the page to say. */
export const agendaRulesChanges = ['rules', 'block', 'free', 'away', 'back'] as const;
export type AgendaRulesChange = (typeof agendaRulesChanges)[number];
