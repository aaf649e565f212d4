import { isDeepStrictEqual } from 'node:util';
import type { ProfileChanges, ProfileField, PublicHolidayHours } from '@halles/contracts';
import { holidaysOver } from './adopted-hours';
import type { DraftField } from './profile';
import type { EarlierChange } from './profile-merge';

type DraftFields = Readonly<Partial<Record<ProfileField, DraftField>>>;

/**
 * A draft once a profile has taken over what other sources tell of some fields: what is drafted of them stays, from the new
 * version on, since nobody has to choose between the two. One that somebody changed before that stays as it is. Pure.
 * @param since the changes of the profile, the one that took them over the last
 */
export function draftOverAdopted(
  fields: DraftFields,
  adopted: ProfileChanges,
  { version, since }: { readonly version: number; readonly since: readonly EarlierChange[] },
): DraftFields {
  const rebased = (Object.entries(fields) as [ProfileField, DraftField][]).flatMap(([field, draft]) => {
    const isTouched = since.some(
      (other) => draft.base < other.version && other.version < version && field in other.changes,
    );
    if (!(field in adopted) || isTouched) return [[field, draft] as const];
    const value =
      field === 'publicHolidays'
        ? holidaysOver(draft.value as PublicHolidayHours | null, adopted.publicHolidays ?? null)
        : draft.value;
    return isDeepStrictEqual(value, adopted[field]) ? [] : [[field, { base: version, value }] as const];
  });
  return Object.fromEntries(rebased);
}
