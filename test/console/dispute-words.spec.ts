import type { ClaimRow } from '@halles/contracts';
import {
  resultWords,
  rivalsAfter,
  rivalsBefore,
  rivalsUndone,
} from '../../apps/console/src/app/features/claims/dispute-words';

const claim = (name: string | null, state: string): ClaimRow => ({
  id: '019ab2c0-0000-7000-8000-000000000001',
  state,
  listing: { id: 1, name: 'La Mie Dorée', place: null },
  claimant: name === null ? null : { name, email: 'anne@exemple.example' },
  locale: 'fr',
  awaitsUntil: null,
  createdAt: '2026-11-25T10:00:00.000Z',
  changedAt: '2026-11-25T10:00:00.000Z',
  proofs: [],
});
const anne = claim('Anne Petit', 'disputed');
const refused = { ...anne, state: 'refused' };

describe('what a decision on a dispute makes of the other claim', () => {
  it('is said before it is taken, by each answer', () => {
    expect(rivalsBefore({ rivals: [anne] }, 'fr')).toEqual([
      'Si vous acceptez, la demande d’Anne Petit sera refusée, avec le même motif.',
      'Si vous refusez, la demande d’Anne Petit attendra encore une décision.',
    ]);
    expect(rivalsBefore({ rivals: [] }, 'fr')).toEqual([]);
    expect(rivalsBefore({ rivals: [claim(null, 'review')] }, 'en')[0]).toBe(
      'If you accept, the other claim will be refused, with the same reason.',
    );
  });

  it('is said afterwards with the answer, and on either page as long as it stands', () => {
    expect(rivalsAfter({ rivals: [anne] }, 'approve', 'fr')).toEqual([
      'La demande d’Anne Petit est refusée\u00a0: la personne est prévenue aussi.',
    ]);
    expect(rivalsAfter({ rivals: [anne] }, 'refuse', 'fr')).toEqual([
      'La demande d’Anne Petit attend encore une décision.',
    ]);
    expect(resultWords(refused, 'fr')).toBe('La demande d’Anne Petit a été refusée par la même décision.');
    expect(resultWords(claim('Anne Petit', 'approved'), 'en')).toBe(
      'The claim of Anne Petit was accepted by the same decision.',
    );
  });

  it('is said of taking it back: a refused claim stays refused, one that waits waits with it', () => {
    expect(rivalsUndone({ rivals: [], decidedWith: [refused] }, 'revoke', 'fr')).toEqual([
      'La demande d’Anne Petit reste refusée\u00a0: pour tenir la page, la personne doit en faire une nouvelle.',
    ]);
    expect(rivalsUndone({ rivals: [anne], decidedWith: [] }, 'reopen', 'fr')).toEqual([
      'La demande d’Anne Petit et celle-ci attendront ensemble une décision.',
    ]);
  });
});
