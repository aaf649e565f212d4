import { emptyProfile, type ProfileField } from '@halles/contracts';
import type { FieldAuthor } from '@halles/domain/profiles';
import { confirmationsOf, lastOf } from './confirmation';

const at = (iso: string) => new Date(iso);
const OLD = '2026-01-10T09:00:00.000Z';
const NEW = '2026-11-20T09:00:00.000Z';

/** What is said of a listing: the fields that have an author, but those that somebody emptied. */
function saying(
  authors: Readonly<Partial<Record<ProfileField, FieldAuthor>>>,
  emptied: readonly ProfileField[] = [],
) {
  const said = Object.keys(authors).filter((field) => !emptied.includes(field as ProfileField));
  const values = Object.fromEntries(said.map((field) => [field, 'something']));
  return { authors, content: { ...emptyProfile, ...values } };
}

describe('when a fact was last confirmed', () => {
  it('is when somebody of the business said that it holds, or said it, whichever is later', () => {
    const said = { hours: { at: at(OLD), by: 'merchant' }, phone: { at: at(NEW), by: 'merchant' } } as const;
    const authors = {
      shopHours: { kind: 'merchant', at: NEW },
      phone: { kind: 'merchant', at: OLD },
    } as const;
    expect(confirmationsOf(said, saying(authors))).toEqual({
      hours: { at: at(NEW), by: 'merchant' },
      phone: { at: at(NEW), by: 'merchant' },
    });
  });

  it('is when the hours of any mode were last said', () => {
    const authors = {
      shopHours: { kind: 'merchant', at: OLD },
      pickupHours: { kind: 'agent', at: NEW },
    } as const;
    expect(confirmationsOf({}, saying(authors))).toEqual({ hours: { at: at(NEW), by: 'agent' } });
  });

  it.each(['publicHolidays', 'exceptions', 'vacations'] as const)(
    'of the week is not when somebody said its %s: these are another fact',
    (field) => {
      const said = confirmationsOf({}, saying({ [field]: { kind: 'merchant', at: NEW } }));
      expect(said).toEqual({ [field]: { at: at(NEW), by: 'merchant' } });
    },
  );

  it('is not when somebody corrected it by a link, and what was confirmed before is something else', () => {
    const given = { phone: { at: at(OLD), by: 'merchant' } } as const;
    expect(confirmationsOf(given, saying({ phone: { kind: 'link', at: NEW } }))).toEqual({});
  });

  it('is not when somebody took their word away: what others told is read again, which nobody confirmed', () => {
    const given = { hours: { at: at(OLD), by: 'merchant' } } as const;
    const authors = { shopHours: { kind: 'merchant', at: NEW } } as const;
    expect(confirmationsOf(given, saying(authors, ['shopHours']))).toEqual({});
  });

  it('is not when somebody took a change back: whose word it was stands, as old as it is', () => {
    const authors = { shopHours: { kind: 'agent', at: OLD, takenBackAt: NEW } } as const;
    const given = { hours: { at: at('2026-11-01T09:00:00.000Z'), by: 'merchant' } } as const;
    expect(confirmationsOf(given, saying(authors))).toEqual({ hours: { at: at(OLD), by: 'agent' } });
  });

  it('of the whole is the latest, and none where there is none', () => {
    const said = { hours: { at: at(OLD), by: 'merchant' }, phone: { at: at(NEW), by: 'agent' } } as const;
    expect(lastOf(said)).toEqual({ at: at(NEW), by: 'agent' });
    expect(lastOf({})).toBeNull();
  });
});
