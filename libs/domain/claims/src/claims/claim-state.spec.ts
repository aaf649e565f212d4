import {
  CLAIM_STATES,
  CLAIM_STEPS,
  claimTransitions,
  isToDecide,
  isUnderWay,
  stateAfter,
} from './claim-state';

/** What ends a claim that was won, and what the town takes back. */
const END_STEPS: readonly string[] = ['release', 'transfer', 'reopen', 'revoke'];

describe('the states of a claim', () => {
  it('lead to states that exist, and every one but the first can be reached', () => {
    const reached = new Set<string>(Object.values(claimTransitions).flatMap((steps) => Object.values(steps)));
    expect([...reached].filter((state) => !(CLAIM_STATES as readonly string[]).includes(state))).toEqual([]);
    expect(CLAIM_STATES.filter((state) => state !== 'open' && !reached.has(state))).toEqual([]);
  });

  it('let nobody lose a decided claim to a late code, a second decision or the time', () => {
    for (const state of CLAIM_STATES.filter((one) => !isUnderWay(one)))
      for (const step of CLAIM_STEPS.filter((one) => !END_STEPS.includes(one)))
        expect([state, step, stateAfter(state, step) ?? state]).toEqual([state, step, state]);
  });

  it('let the time end only what nobody looks at', () => {
    expect(CLAIM_STATES.filter((state) => stateAfter(state, 'expire') !== null)).toEqual(['open']);
  });

  it('leave a dispute to a person: no proof wins it', () => {
    expect(stateAfter('disputed', 'prove')).toBeNull();
    expect(stateAfter('disputed', 'submit')).toBe('disputed');
    expect(isToDecide('disputed')).toBe(true);
  });
});
