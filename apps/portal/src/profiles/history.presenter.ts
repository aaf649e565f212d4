import { pathTo, type ListingProfile, type ProfileChanges, type ProfileField } from '@halles/contracts';
import type { Revision } from '@halles/domain/profiles';
import type { PageScope } from '../rendering/page-scope';
import { type Closing, presentClosing } from './closing';
import { fieldLabel, fieldWords, type FieldWorld } from './field-words';
import type { HistoryBody } from './history.view';

/** A change that is taken back only after a yes: it would close the business for a week or more. */
export interface AskedUndo {
  readonly version: number;
  readonly closing: Closing;
}

/** How many changes a page shows. */
export const REVISIONS_A_PAGE = 20;

const whenFormats = new Map<string, Intl.DateTimeFormat>();

/** « mardi 25 novembre 2026 à 10:04 », by the clock of the place. */
function whenWords(at: Date, locale: string, timeZone: string): string {
  const key = `${locale} ${timeZone}`;
  const format =
    whenFormats.get(key) ??
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
      dateStyle: 'full',
      timeStyle: 'short',
      timeZone,
    });
  whenFormats.set(key, format);
  return format.format(at);
}

/** Every change of a listing: who, when, before and after. Pure. */
export function presentHistory(
  scope: PageScope,
  listingId: number,
  revisions: readonly Revision[],
  world: FieldWorld & { readonly hasClash?: boolean; readonly reader?: string; readonly asked?: AskedUndo },
): Pick<HistoryBody, 'asked' | 'lead' | 'problem' | 'errors' | 'revisions' | 'older' | 'empty'> {
  const { texts, locale } = scope;
  const last = revisions.at(-1);
  /** What is said in a field; where nobody of the page says it, what the public reads from elsewhere. */
  const wordsOf = (field: ProfileField, value: unknown, read: ProfileChanges = {}): string => {
    const elsewhere = read[field] ?? null;
    const isElsewhere = value === null && elsewhere !== null;
    const shown = (isElsewhere ? elsewhere : value) as ListingProfile[typeof field];
    const words = fieldWords(field, shown, scope, world);
    return isElsewhere ? texts.line('pro.history.elsewhere', { words }) : words;
  };
  return {
    lead: texts.line('pro.history.lead'),
    ...(world.hasClash === true ? { problem: texts.line('pro.history.clash') } : {}),
    errors: [],
    ...(world.asked
      ? {
          asked: {
            ...presentClosing(scope, world.asked.closing),
            action: pathTo('profile.undo', locale, { listing: listingId }),
            version: world.asked.version,
            leave: {
              href: pathTo('profile.history', locale, { listing: listingId }),
              label: texts.line('pro.history.leave'),
            },
          },
        }
      : {}),
    revisions: revisions.map(({ version, at, author, changes, readBefore, undoes, isUndone }) => ({
      version,
      who:
        author.accountId !== null && author.accountId === world.reader
          ? texts.line('pro.history.by.you')
          : texts.line(`pro.history.by.${author.kind}`, { person: author.name || texts.line('pro.someone') }),
      when: whenWords(at, locale, world.place.timeZone),
      ...(undoes === null ? {} : { note: texts.line('pro.history.undoes', { version: String(undoes) }) }),
      ...(isUndone ? { note: texts.line('pro.history.undone') } : {}),
      changes: (Object.entries(changes) as [ProfileField, { before: never; after: never }][]).map(
        ([field, { before, after }]) => ({
          label: fieldLabel(field, scope),
          before: wordsOf(field, before, readBefore),
          // Taken back, other sources are read again.
          after: wordsOf(field, after, revisions.find((one) => one.version === undoes)?.readBefore),
        }),
      ),
      ...(isUndone
        ? {}
        : {
            undo: {
              action: pathTo('profile.undo', locale, { listing: listingId }),
              label: texts.line('pro.history.undo'),
            },
          }),
    })),
    ...(last && last.version > 1 && revisions.length === REVISIONS_A_PAGE
      ? {
          older: {
            href: `${pathTo('profile.history', locale, { listing: listingId })}?avant=${last.version}`,
            label: texts.line('pro.history.older'),
          },
        }
      : {}),
    ...(revisions.length === 0 ? { empty: texts.line('pro.history.empty') } : {}),
  };
}
