import {
  MAX_DURATIONS,
  MAX_IN_SERIES,
  MAX_POSTCODES,
  postcode,
  SERVICE_ACCESS,
  SERVICE_VENUES,
  serviceDetails,
  type ServiceDuration,
  serviceDurationSchema,
} from '@halles/contracts';
import type { AgendaService } from '@halles/domain/agendas';
import { priceInput } from '@halles/kernel';
import { optionalWholeNumber } from '@halles/platform/forms';
import { z } from 'zod';
import { questionLines, readQuestions } from './service-questions.form';

const LINE = /^(\d{1,4})\s*(?:min(?:utes)?)?\s*(?:[:=;]?\s*(\d{1,5}(?:[.,]\d{1,2})?)\s*€?)?$/;
const HOURS = 60;

/** "60 : 45" and the like, a length a line with its price; null where a line is none. Pure. */
export function readDurations(text: string): ServiceDuration[] | null {
  const lines = text
    .split('\n')
    .map((line) => line.replaceAll(/[\u00a0\u202f]/g, ' ').trim())
    .filter((line) => line !== '');
  const read = lines.map((line) => {
    const [, minutes, price] = LINE.exec(line) ?? [];
    const duration = Number(minutes);
    const priceCents = price === undefined ? null : Math.round(Number(price.replace(',', '.')) * 100);
    return serviceDurationSchema.safeParse({ duration, priceCents });
  });
  if (read.length >= MAX_DURATIONS) return null;
  const durations = read.flatMap((one) => (one.success ? [one.data] : []));
  return durations.length < read.length || hasTwice(durations) ? null : durations;
}

const hasTwice = (durations: readonly ServiceDuration[]): boolean =>
  new Set(durations.map(({ duration }) => duration)).size < durations.length;

const durationLine = ({ duration, priceCents }: ServiceDuration): string =>
  priceCents === null ? String(duration) : `${String(duration)} : ${priceInput(priceCents)}`;

/** A text that a function reads; what it does not understand is refused. */
export const readBy = <T>(max: number, read: (text: string) => T | null) =>
  z
    .string()
    .max(max)
    .transform((text, context) => {
      const value = read(text.replaceAll('\r\n', '\n'));
      if (value === null) {
        context.addIssue({ code: 'custom', input: text });
        return z.NEVER;
      }
      return value;
    });

const readPostcodes = (text: string): string[] | null => {
  const codes = text.split(/[\s,;]+/).filter((code) => code !== '');
  const isRight = codes.length <= MAX_POSTCODES && codes.every((code) => postcode.safeParse(code).success);
  return isRight ? [...new Set(codes)] : null;
};

/** What else is said of a service, as fields of its form. */
export const serviceDetailFields = {
  durations: readBy(500, readDurations),
  venue: z.enum(SERVICE_VENUES),
  postcodes: readBy(1_000, readPostcodes),
  videoUrl: z
    .string()
    .transform((text) => (text === '' ? null : text))
    .pipe(serviceDetails.videoUrl.unwrap()),
  access: z.enum(SERVICE_ACCESS),
  instructionsBefore: serviceDetails.instructionsBefore.unwrap().unwrap(),
  instructionsAfter: serviceDetails.instructionsAfter.unwrap().unwrap(),
  cancellationHours: optionalWholeNumber(0, 24 * HOURS),
  cancellationNote: serviceDetails.cancellationNote.unwrap().unwrap(),
  isSensitive: z.boolean(),
  isGroup: z.boolean(),
  choosesPerson: z.boolean(),
  leastBusy: z.boolean(),
  keepsPerson: z.boolean(),
  seriesMost: optionalWholeNumber(2, MAX_IN_SERIES),
  questions: readBy(4_000, readQuestions),
} as const;

const words = { control: 'text', isShort: true, maxlength: 1_000 } as const;

/** How they are drawn. */
export const serviceDetailControls = {
  durations: { control: 'text', isShort: true, maxlength: 500 },
  venue: { control: 'choice' },
  postcodes: { maxlength: 1_000 },
  videoUrl: { type: 'url', inputmode: 'url', maxlength: 500 },
  access: { control: 'choice' },
  instructionsBefore: words,
  instructionsAfter: words,
  cancellationHours: { inputmode: 'numeric', isShort: true, maxlength: 5 },
  cancellationNote: { control: 'text', isShort: true, maxlength: 500 },
  isSensitive: { control: 'box' },
  isGroup: { control: 'box' },
  choosesPerson: { control: 'box' },
  leastBusy: { control: 'box' },
  keepsPerson: { control: 'box' },
  seriesMost: { inputmode: 'numeric', isShort: true, maxlength: 2 },
  questions: { control: 'text', isShort: true, maxlength: 4_000 },
} as const;

/** The fields that most shops leave as they are. */
export const SERVICE_DETAILS: ReadonlySet<string> = new Set([
  ...['description', 'bufferBefore', 'bufferAfter', 'partyMin', 'partyMax'],
  ...Object.keys(serviceDetailFields),
]);

type Details = z.output<z.ZodObject<typeof serviceDetailFields>>;

/** What the fields mean. Pure. */
export const detailsOf = <T extends Details>({ cancellationHours, leastBusy, ...details }: T) => ({
  ...details,
  assignment: leastBusy ? ('least-busy' as const) : ('order' as const),
  cancellationNotice: cancellationHours === null ? null : cancellationHours * HOURS,
});

/** What is wrong with the fields together, by the name of a field; null where nothing is. Pure. */
export function detailsError(
  { venue, videoUrl, durations, isGroup, choosesPerson, keepsPerson, seriesMost }: Details,
  duration: number,
): { readonly field: string; readonly key: string } | null {
  if (venue === 'video' && videoUrl === null) return { field: 'videoUrl', key: 'videoNeeded' };
  if (isGroup && durations.length > 0) return { field: 'durations', key: 'durationsOfGroup' };
  if (isGroup && (choosesPerson || keepsPerson)) return { field: 'isGroup', key: 'personOfGroup' };
  if (isGroup && seriesMost !== null) return { field: 'seriesMost', key: 'seriesOfGroup' };
  const isTwice = durations.some((other) => other.duration === duration);
  return isTwice ? { field: 'durations', key: 'durationTwice' } : null;
}

/** What the fields are filled in with; of a new service what most have. Pure. */
export const serviceDetailValues = (service: AgendaService | null) => ({
  durations: (service?.durations ?? []).map(durationLine).join('\n'),
  venue: service?.venue ?? 'shop',
  postcodes: (service?.postcodes ?? []).join(', '),
  videoUrl: service?.videoUrl ?? '',
  access: service?.access ?? 'everyone',
  instructionsBefore: service?.instructionsBefore ?? '',
  instructionsAfter: service?.instructionsAfter ?? '',
  cancellationHours:
    service?.cancellationNotice == null ? '' : String(Math.round(service.cancellationNotice / HOURS)),
  cancellationNote: service?.cancellationNote ?? '',
  isSensitive: service?.isSensitive === true ? 'yes' : '',
  isGroup: service?.isGroup === true ? 'yes' : '',
  choosesPerson: service?.choosesPerson === true ? 'yes' : '',
  leastBusy: service?.assignment === 'least-busy' ? 'yes' : '',
  keepsPerson: service?.keepsPerson === true ? 'yes' : '',
  seriesMost: service?.seriesMost == null ? '' : String(service.seriesMost),
  questions: questionLines(service?.questions ?? []),
});
