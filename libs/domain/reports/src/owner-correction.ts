import { isDeepStrictEqual } from 'node:util';
import {
  type CorrectedPart,
  isAboutPlace,
  type ListingProfile,
  type ListingReportKind,
  PROFILE_FIELDS,
  type ProfileField,
} from '@halles/contracts';
import { type FieldChanges, holidaysRead, type ReadElsewhere } from '@halles/domain/profiles';
import { partsOfFields } from './report-effect';

/** A change of a page, with what the public read of its fields beside what stood in the profile. */
export interface ReadChange {
  readonly changes: FieldChanges;
  readonly readBefore: ReadElsewhere;
}

/** Fields that are taken over with the first hours of one's own, as they are read. */
const TAKEN_OVER: ReadonlySet<ProfileField> = new Set(['publicHolidays', 'exceptions', 'vacations']);

/** What the public read of a field: what stood in the profile, and else what other sources told. */
function readOfField(field: ProfileField, stood: unknown, elsewhere: ReadElsewhere): unknown {
  if (field !== 'publicHolidays') return stood ?? elsewhere[field] ?? null;
  return holidaysRead(stood as ListingProfile['publicHolidays'], elsewhere.publicHolidays);
}

/** What some changes made of a page in all, in the order of its fields: those that read as before are not among them. Pure. */
export function changesInAll(changes: readonly ReadChange[]): FieldChanges {
  return Object.fromEntries(
    PROFILE_FIELDS.flatMap((field) => {
      const ofField = changes.filter((one) => one.changes[field] !== undefined);
      const [first, last] = [ofField.at(0), ofField.at(-1)?.changes[field]];
      if (!first || !last) return [];
      const stood = first.changes[field]?.before ?? null;
      const before = readOfField(field, stood, first.readBefore);
      const wasSo = TAKEN_OVER.has(field) ? [stood, before] : [stood];
      const isAsBefore = wasSo.some((one) => isDeepStrictEqual(one, last.after));
      return isAsBefore ? [] : [[field, { before, after: last.after }]];
    }),
  );
}

/** What of a page shows whether it was corrected since a report of it came. */
export interface PageCorrection {
  readonly isClosed: boolean;
  /** INSEE code, by which its public holidays are known. */
  readonly communeCode: string | null;
  readonly changes: FieldChanges;
}

const fieldsOf = (changes: FieldChanges): ProfileField[] =>
  PROFILE_FIELDS.filter((field) => changes[field] !== undefined);

/** What of a page a report of a kind is about; nothing where its kind names no part of it. Pure. */
function partsOfKind(kind: ListingReportKind): readonly CorrectedPart[] {
  if (kind === 'closed' || kind === 'open') return ['state'];
  if (kind === 'wrong-hours') return ['hours'];
  return isAboutPlace(kind) ? ['address'] : [];
}

/** What was changed of a page, whatever was reported of it. Pure. */
export const changedParts = ({ changes }: PageCorrection): CorrectedPart[] =>
  partsOfFields(fieldsOf(changes));

/** What was corrected of what a report is about: whatever else changed meanwhile answers it not. Pure. */
export const correctedOf = (kind: ListingReportKind, correction: PageCorrection): CorrectedPart[] =>
  changedParts(correction).filter((part) => partsOfKind(kind).includes(part));

/** Whether a report that its owner says is right is for the town to settle: two pages of one business only it can merge. Pure. */
export const isForTown = ({ kind }: { readonly kind: ListingReportKind }): boolean => kind === 'duplicate';

/**
 * Whether the page still reads as a report found it, where a kind of report is about one thing. Of a duplicate, and of whatever
 * else is reported, nothing on the page tells. Pure.
 */
export function isUncorrected(kind: ListingReportKind, { isClosed, changes }: PageCorrection): boolean {
  if (kind === 'open') return isClosed;
  if (isClosed) return false;
  if (kind === 'closed') return true;
  if (kind === 'wrong-hours') return !partsOfFields(fieldsOf(changes)).includes('hours');
  return isAboutPlace(kind) && changes.address === undefined;
}
