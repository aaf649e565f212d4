import { type CorrectedThing, correctedThings, hoursFields, type ProfileField } from '@halles/contracts';

/** What accepting a report did to the directory, by which it is taken back. */
export type ReportEffect =
  | {
      readonly kind: 'correction';
      readonly listing: number;
      /** Of the listing's profile. */
      readonly version: number;
      readonly changed: readonly CorrectedThing[];
    }
  | { readonly kind: 'merge'; readonly pair: string };

const HOURS: readonly string[] = [...Object.values(hoursFields), 'publicHolidays', 'exceptions', 'vacations'];

/** What some fields of a profile are called in an answer, each once. Pure. */
export function thingsOfFields(fields: readonly ProfileField[]): CorrectedThing[] {
  const things = fields.map((field) => (HOURS.includes(field) ? 'hours' : field));
  return correctedThings.filter((thing) => (things as readonly string[]).includes(thing));
}

/** The same of an effect; nothing where a decision changed nothing. Pure. */
export const thingsOf = (effect: ReportEffect | null): readonly CorrectedThing[] =>
  effect === null ? [] : effect.kind === 'merge' ? ['merged'] : effect.changed;
