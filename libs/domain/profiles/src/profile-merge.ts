import { isDeepStrictEqual } from 'node:util';
import {
  type ListingProfile,
  PROFILE_FIELDS,
  type ProfileChanges,
  type ProfileField,
} from '@halles/contracts';
import type { FieldAuthor, FieldAuthors, FieldChanges, Revision, StoredProfile } from './profile';

/** A change that somebody else made, oldest first. */
export interface EarlierChange {
  readonly version: number;
  readonly changes: FieldChanges;
}

export interface Merge {
  /** What really changes, as it was and as it will be. */
  readonly changes: FieldChanges;
  /** Fields that both changed, and not to the same. */
  readonly clashes: readonly ProfileField[];
}

/**
 * Lays changes over a profile that others may have changed since the version they were made from. A field that only one
 * side changed is that side's; one that both changed to the same is no question; one that both changed differently is for
 * a person to decide. Pure.
 * @param since every change behind the oldest version that a field was changed from, oldest first
 * @param baseOf the version that a field was changed from
 */
export function mergeChanges(
  current: ListingProfile,
  changes: ProfileChanges,
  since: readonly EarlierChange[],
  baseOf: (field: ProfileField) => number,
): Merge {
  const merged: Partial<Record<ProfileField, { before: unknown; after: unknown }>> = {};
  const clashes: ProfileField[] = [];
  for (const field of PROFILE_FIELDS) {
    const mine = changes[field];
    if (mine === undefined) continue;
    const theirs = current[field];
    if (isDeepStrictEqual(mine, theirs)) continue;
    const touched = since.find((other) => other.version > baseOf(field) && field in other.changes);
    if (touched === undefined) merged[field] = { before: theirs, after: mine };
    // As it was when the form was opened: nothing that was meant.
    else if (!isDeepStrictEqual(mine, touched.changes[field]?.before)) clashes.push(field);
  }
  return { changes: merged, clashes };
}

/**
 * Takes a change back: each of its fields is as before it. One that somebody changed again since is for a person to decide.
 * Pure.
 */
export function mergeUndo(current: ListingProfile, undone: FieldChanges): Merge {
  const merged: Partial<Record<ProfileField, { before: unknown; after: unknown }>> = {};
  const clashes: ProfileField[] = [];
  for (const field of PROFILE_FIELDS) {
    const change = undone[field];
    if (!change || isDeepStrictEqual(current[field], change.before)) continue;
    if (isDeepStrictEqual(current[field], change.after))
      merged[field] = { before: change.after, after: change.before };
    else clashes.push(field);
  }
  return { changes: merged, clashes };
}

/**
 * Whose words stand once some fields of a change are taken back: theirs who had said them, whoever takes it back. What was
 * not said before is nobody's, and who takes it back emptied it; so it is noted where the history does not know. Pure.
 * @param changed the fields that are taken back
 */
export function authorsAgain(
  { authorsBefore }: Pick<Revision, 'authorsBefore'>,
  changed: FieldChanges,
  by: FieldAuthor,
): FieldAuthors {
  const again = Object.entries(changed).map(([field, { after }]) => {
    const earlier = after === null ? undefined : authorsBefore[field as ProfileField];
    return [field, earlier ? { kind: earlier.kind, at: earlier.at, takenBackAt: by.at } : by] as const;
  });
  return Object.fromEntries(again);
}

/**
 * What the profile of a listing takes over from that of one that was merged into it: what it does not say itself. That a
 * page which somebody keeps is closed is for them to say. Pure.
 */
export function mergeAdopted(
  own: Pick<StoredProfile, 'content' | 'isOwned'>,
  other: Pick<StoredProfile, 'content'>,
): FieldChanges {
  const taken = PROFILE_FIELDS.filter(
    (field) =>
      own.content[field] === null && other.content[field] !== null && !(field === 'state' && own.isOwned),
  );
  return Object.fromEntries(taken.map((field) => [field, { before: null, after: other.content[field] }]));
}

/** The profile behind some changes. Pure. */
export function withChanges(content: ListingProfile, changes: FieldChanges): ListingProfile {
  const after = Object.entries(changes).map(([field, change]) => [field, change.after]);
  return { ...content, ...(Object.fromEntries(after) as ProfileChanges) };
}
