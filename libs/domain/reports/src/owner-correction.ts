import { isDeepStrictEqual } from 'node:util';
import {
  type CorrectedPart,
  isAboutPlace,
  type ListingReportKind,
  PROFILE_FIELDS,
  type ProfileField,
} from '@halles/contracts';
import type { FieldChanges } from '@halles/domain/profiles';
import { partsOfFields } from './report-effect';

/** The fields that read otherwise after some changes, in their order, than before them. Pure. */
export function changedFields(changes: readonly FieldChanges[]): ProfileField[] {
  return PROFILE_FIELDS.filter((field) => {
    const ofField = changes.flatMap((change) => change[field] ?? []);
    return !isDeepStrictEqual(ofField.at(0)?.before, ofField.at(-1)?.after);
  });
}

/** What of a page shows whether its owner corrected it since a report of it came. */
export interface OwnerCorrection {
  readonly isClosed: boolean;
  readonly changed: readonly ProfileField[];
}

/** What of a page a report of a kind is about; nothing where its kind names no part of it. Pure. */
function partsOfKind(kind: ListingReportKind): readonly CorrectedPart[] {
  if (kind === 'closed' || kind === 'open') return ['state'];
  if (kind === 'wrong-hours') return ['hours'];
  return isAboutPlace(kind) ? ['address'] : [];
}

/** What its owner corrected of what a report is about: whatever else they changed meanwhile answers it not. Pure. */
export const correctedOf = (kind: ListingReportKind, { changed }: OwnerCorrection): CorrectedPart[] =>
  partsOfFields(changed).filter((part) => partsOfKind(kind).includes(part));

/**
 * Whether the page still reads as a report found it, where a kind of report is about one thing. Of a duplicate, and of whatever
 * else is reported, nothing on the page tells. Pure.
 */
export function isUncorrected(kind: ListingReportKind, { isClosed, changed }: OwnerCorrection): boolean {
  if (kind === 'open') return isClosed;
  if (isClosed) return false;
  if (kind === 'closed') return true;
  if (kind === 'wrong-hours') return !partsOfFields(changed).includes('hours');
  return isAboutPlace(kind) && !changed.includes('address');
}
