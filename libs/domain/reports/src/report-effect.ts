import { type CorrectedPart, correctedParts, hoursFields, type ProfileField } from '@halles/contracts';

/** What accepting a report did to the directory, by which it is taken back. */
export type ReportEffect =
  | {
      readonly kind: 'correction';
      readonly listing: number;
      /** Of the listing's profile. */
      readonly version: number;
      readonly changed: readonly CorrectedPart[];
    }
  | {
      readonly kind: 'merge';
      readonly pair: string;
      /** The listing that was reported, whose name goes where it is merged into the other; absent where a server of the release before decided. */
      readonly reported?: { readonly id: number; readonly name: string | null };
    }
  /** A post that the public reads no more. */
  | {
      readonly kind: 'post';
      readonly post: string;
      /** When it was hidden, where another report did that whose decision was taken back; else with the decision. */
      readonly hiddenAt?: string;
    };

const HOURS: readonly string[] = [...Object.values(hoursFields), 'publicHolidays', 'exceptions', 'vacations'];

/** What some fields of a profile are called in an answer, each once. Pure. */
export function partsOfFields(fields: readonly ProfileField[]): CorrectedPart[] {
  const parts = fields.map((field) => (HOURS.includes(field) ? 'hours' : field));
  return correctedParts.filter((part) => (parts as readonly string[]).includes(part));
}

/** The same of an effect; nothing where a decision changed nothing. Pure. */
export function partsOf(effect: ReportEffect | null): readonly CorrectedPart[] {
  if (effect === null) return [];
  return effect.kind === 'correction' ? effect.changed : [effect.kind === 'merge' ? 'merged' : 'post'];
}
