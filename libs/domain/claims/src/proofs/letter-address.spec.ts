import { sourceFacts } from '@halles/testing';
import { invitationAddress, shownAddress } from './letter-address';

const told = (facts: Parameters<typeof sourceFacts>[0]) => ({
  source: 'sirene' as const,
  sourceId: '1',
  reportedOn: '2026-11-01',
  facts: sourceFacts(facts),
});

describe('the envelope of a letter that invites', () => {
  it('bears the name of the page, and never that of the person in the register', () => {
    const sources = [told({ legalName: 'PAUL JEANNE', displayName: 'PAUL JEANNE' })];
    expect(invitationAddress({ name: 'Chez Jeanne', sources })).toMatchObject({
      lines: ['CHEZ JEANNE', '12 RUE SAINTE-CATHERINE', '33000 BORDEAUX'],
      source: 'sirene',
    });
  });

  it.each([
    ['has no public name', { name: null, sources: [told({})] }],
    ['objected in the register', { name: 'Chez Jeanne', sources: [told({ partialDiffusion: true })] }],
    ['has no known street', { name: 'Chez Jeanne', sources: [told({ address: { street: null } })] }],
  ])('is not for who %s', (_why, subject) => {
    expect(invitationAddress(subject)).toBeNull();
  });
});

describe('the address of a letter, as a page says it', () => {
  it.each([
    [['CHEZ JEANNE', '12 RUE SAINTE-CATHERINE', '26000 VALENCE'], '12 rue Sainte-Catherine, 26000 Valence'],
    [
      ['CHEZ JEANNE', 'BATIMENT B', '3 PL DE LA REPUBLIQUE', '64500 ST JEAN DE LUZ'],
      '3 place de la République, 64500 Saint-Jean-de-Luz',
    ],
    [['8 rue du Puits', '33000 Bordeaux'], '8 rue du Puits, 33000 Bordeaux'],
  ])('is a street and a town in small letters, without the name: %j', (lines, shown) => {
    expect(shownAddress(lines)).toBe(shown);
  });

  it('is nothing of no address', () => {
    expect(shownAddress([])).toBeNull();
  });
});
