import { isDeepStrictEqual } from 'node:util';
import type { ListingProfile, ProfileField } from '@halles/contracts';
import { changeWords, fieldLabel, type FieldContext, valueWords, type WordScope } from './field-words';
import type { FieldChange, Revision } from './profile';
import { holidaysRead } from './read-elsewhere';

/** A change of a page in words. */
export interface RevisionWords {
  /** Whether it says what the public read already: a page that was confirmed as it is. */
  readonly isConfirmation: boolean;
  /** The fields that it is about. */
  readonly labels: string;
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
}

const fieldsOf = ({ changes }: Pick<Revision, 'changes'>): [ProfileField, FieldChange][] =>
  Object.entries(changes) as [ProfileField, FieldChange][];

/** Whether a change says what the public read already. */
const isConfirmation = (
  { changes, readBefore, undoesFrom }: Revision,
  scope: WordScope,
  context: FieldContext,
): boolean =>
  undoesFrom === null &&
  fieldsOf({ changes }).every(([field, { before, after }]) => {
    const elsewhere = readBefore[field] ?? null;
    // Of access others know a part alone.
    if (elsewhere === null || field === 'access') return false;
    // Others tell what holds on all holidays beside the days that the page tells itself.
    const holidays = field === 'publicHolidays' ? (before as ListingProfile['publicHolidays']) : null;
    if (before !== null && holidays === null) return false;
    const read = holidays === null ? elsewhere : holidaysRead(holidays, readBefore.publicHolidays);
    // The pin of an address is not among its words.
    if (field === 'address') return isDeepStrictEqual(read, after);
    return valueWords(field, read, {}, scope, context) === valueWords(field, after, {}, scope, context);
  });

/** A change of a page in words: what the public read of each field before it, and what after, other sources included. Pure. */
export function revisionWords(revision: Revision, scope: WordScope, context: FieldContext): RevisionWords {
  const { changes, readBefore, readAfter } = revision;
  const fields = fieldsOf({ changes });
  return {
    isConfirmation: isConfirmation(revision, scope, context),
    labels: fields.map(([field]) => fieldLabel(field, scope)).join(', '),
    changes: fields.map(([field, change]) => ({
      label: fieldLabel(field, scope),
      ...changeWords(
        field,
        change,
        {
          before: valueWords(field, change.before, readBefore, scope, context),
          after: valueWords(field, change.after, readAfter, scope, context),
        },
        scope,
      ),
    })),
  };
}
