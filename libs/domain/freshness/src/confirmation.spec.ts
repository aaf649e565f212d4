import { confirmationsOf, lastOf } from './confirmation';

const at = (iso: string) => new Date(iso);
const OLD = '2026-01-10T09:00:00.000Z';
const NEW = '2026-11-20T09:00:00.000Z';

describe('when a fact was last confirmed', () => {
  it('is when somebody of the business said that it holds, or said it, whichever is later', () => {
    const said = { hours: { at: at(OLD), by: 'merchant' }, phone: { at: at(NEW), by: 'merchant' } } as const;
    const authors = {
      shopHours: { kind: 'merchant', at: NEW },
      phone: { kind: 'merchant', at: OLD },
    } as const;
    expect(confirmationsOf(said, authors)).toEqual({
      hours: { at: at(NEW), by: 'merchant' },
      phone: { at: at(NEW), by: 'merchant' },
    });
  });

  it('is when any field of the hours was last said', () => {
    const authors = {
      shopHours: { kind: 'merchant', at: OLD },
      vacations: { kind: 'agent', at: NEW },
    } as const;
    expect(confirmationsOf({}, authors)).toEqual({ hours: { at: at(NEW), by: 'agent' } });
  });

  it('is not when somebody corrected it by a link', () => {
    expect(confirmationsOf({}, { phone: { kind: 'link', at: NEW } })).toEqual({});
  });

  it('of the whole is the latest, and none where there is none', () => {
    const said = { hours: { at: at(OLD), by: 'merchant' }, phone: { at: at(NEW), by: 'agent' } } as const;
    expect(lastOf(said)).toEqual({ at: at(NEW), by: 'agent' });
    expect(lastOf({})).toBeNull();
  });
});
