import { hoursFields, listingProfileSchema, type ProfileChanges, type ProfileField } from '@halles/contracts';
import { categoryById, type CategoryTree, TOWN_SERVICE } from '@halles/domain/categories';
import { parseOpeningHours, type Place } from '@halles/domain/hours';
import type { FieldError } from '@halles/kernel';

/** Where a listing is, and what a business may be there. */
export interface ProfileContext {
  readonly place: Place;
  readonly tree: CategoryTree;
}

const CHANGES = listingProfileSchema.partial();

const error = (field: ProfileField, fr: string, en: string): FieldError => ({
  pointer: `/${field}`,
  message: { fr, en },
});

function errorsOfHours(changes: ProfileChanges, place: Place): FieldError[] {
  const quiet = changes.access?.quietHours ?? null;
  const texts: [ProfileField, string | null][] = [
    ...Object.values(hoursFields).map((field): [ProfileField, string | null] => [
      field,
      changes[field] ?? null,
    ]),
    ['access', quiet],
  ];
  return texts.flatMap(([field, text]) => {
    const parsed = text === null ? null : parseOpeningHours(text, place);
    if (!parsed || !('unreadable' in parsed)) return [];
    return error(
      field,
      `Ces horaires ne sont pas compris : ${parsed.reason.fr}.`,
      `These hours are not understood: ${parsed.reason.en}.`,
    );
  });
}

function errorsOfCategories(changes: ProfileChanges, tree: CategoryTree): FieldError[] {
  const isUnknown = (id: string): boolean => id === TOWN_SERVICE || categoryById(id, tree) === undefined;
  const unknown = (['category', 'otherCategories'] as const).filter((field) =>
    [changes[field] ?? []].flat().some(isUnknown),
  );
  return unknown.map((field) =>
    error(field, 'Cette activité n’est pas dans la liste.', 'This activity is not in the list.'),
  );
}

/** The changes, or what is wrong with them, whether a form or a program sends them. Pure. */
export function checkProfile(
  changes: unknown,
  { place, tree }: ProfileContext,
): { readonly changes: ProfileChanges } | { readonly errors: readonly FieldError[] } {
  const parsed = CHANGES.safeParse(changes);
  if (!parsed.success)
    return {
      errors: parsed.error.issues.map(({ path }) => ({
        pointer: `/${path.join('/')}`,
        message: {
          fr: 'Cette information n’a pas la forme attendue.',
          en: 'This is not of the expected form.',
        },
      })),
    };
  const valid = parsed.data as ProfileChanges;
  const errors = [...errorsOfHours(valid, place), ...errorsOfCategories(valid, tree)];
  return errors.length > 0 ? { errors } : { changes: valid };
}
