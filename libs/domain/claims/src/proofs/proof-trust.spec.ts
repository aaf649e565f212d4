import { claimPolicies, claimProofKinds } from '@halles/contracts';
import { isEnough, type ProofSituation, stepOfProof, trustOfContact } from './proof-trust';

const NOW = new Date('2026-11-25T10:00:00Z');

describe('what a contact is worth', () => {
  it('is sure where the register or the territory’s list has it', () => {
    for (const source of ['sirene', 'csv', 'demonstration'] as const)
      expect(trustOfContact(source, null, NOW)).toBe('sure');
  });

  it('is sure of OpenStreetMap once it stood for thirty days, to the instant', () => {
    expect(trustOfContact('osm', '2026-10-26', new Date('2026-11-24T23:59:59.999Z'))).toBe('unsure');
    expect(trustOfContact('osm', '2026-10-26', new Date('2026-11-25T00:00:00Z'))).toBe('sure');
    expect(trustOfContact('osm', null, NOW)).toBe('unsure');
  });
});

describe('a territory’s policy', () => {
  const enough = (trust: 'sure' | 'unsure', isOwnWord = false) =>
    Object.fromEntries(
      claimPolicies.map((policy) => [
        policy,
        claimProofKinds.filter((kind) => isEnough(policy, { kind, trust, isOwnWord })),
      ]),
    );
  const checked = ['proconnect', 'phone-code', 'email-code', 'letter-code'];

  it('takes what a machine can check: all of it, what is sure, or nothing', () => {
    expect(enough('sure')).toEqual({ automatic: checked, trust: checked, manual: [] });
    expect(enough('unsure')).toEqual({ automatic: checked, trust: [], manual: [] });
  });

  it('takes no code that went where the claimant said', () => {
    for (const trust of ['sure', 'unsure'] as const)
      expect(enough(trust, true)).toEqual({ automatic: [], trust: [], manual: [] });
  });
});

describe('what a proof does', () => {
  const alone: ProofSituation = {
    policy: 'trust',
    state: 'open',
    kind: 'phone-code',
    trust: 'sure',
    isOwnWord: false,
    isOwned: false,
    isRivalled: false,
  };

  it.each([
    ['makes an owner', {}, 'prove'],
    ['waits for the town where it is unsure', { trust: 'unsure' }, 'submit'],
    [
      'waits for the town where its code went where the claimant said',
      { kind: 'letter-code', isOwnWord: true, policy: 'automatic' },
      'submit',
    ],
    ['waits for the town where a person must look', { kind: 'document' }, 'submit'],
    ['makes a dispute of a listing that is kept', { isOwned: true }, 'contest'],
    [
      'displaces no owner by the strictest proof',
      { isOwned: true, kind: 'proconnect', policy: 'automatic' },
      'contest',
    ],
    ['wins over a claim that waits', { isRivalled: true }, 'prove'],
    ['makes a dispute with a claim that waits', { isRivalled: true, trust: 'unsure' }, 'contest'],
    ['joins a dispute that a person decides', { state: 'disputed' }, 'submit'],
    ['joins the dispute with an owner', { state: 'disputed', isOwned: true }, 'submit'],
  ] as const)('%s', (_what, change, step) => {
    expect(stepOfProof({ ...alone, ...change })).toBe(step);
  });
});
