import { labelsOfState, newOidcState } from './oidc-state';
import { OidcFlow } from './oidc-flow';
import { SecretBox } from './secret-box';

const MASTER_KEY = 'a-master-key-of-more-than-thirty-two-characters';
const RANDOM = 'A'.repeat(43);

describe('the state of a way to a provider', () => {
  it.each([[['t_0123456789ab']], [['t_0123456789ab', 'en']], [['console']], [['console', 'link']]])(
    'gives its labels back: %j',
    (labels) => {
      const state = newOidcState(...labels);
      expect(labelsOfState(state)).toEqual(labels);
      expect(newOidcState(...labels)).not.toBe(state);
    },
  );

  it.each([
    '',
    RANDOM,
    `.${RANDOM}`,
    `console.${RANDOM}A`,
    `console.${RANDOM.slice(1)}`,
    `a.b.c.${RANDOM}`,
    `Console.${RANDOM}`,
    `evil.example/.${RANDOM}`,
    `console.\n${RANDOM}`,
    `${'a'.repeat(64)}.${RANDOM}`,
    [`console.${RANDOM}`],
    undefined,
  ])('is none where it has another form: %j', (state) => expect(labelsOfState(state)).toBeNull());
});

describe('what a provider signed', () => {
  const boxes = {
    verifiers: new SecretBox(MASTER_KEY, 'verifier'),
    idTokens: new SecretBox(MASTER_KEY, 'id-token'),
  };
  const flow = new OidcFlow(null, boxes);

  it('is kept for one account alone, and not where no address could carry it', () => {
    const kept = flow.keep('e.y.J', 'one');
    expect(kept && boxes.idTokens.open(kept, 'one')).toBe('e.y.J');
    expect(kept && boxes.idTokens.open(kept, 'other')).toBeNull();
    expect(flow.keep('a'.repeat(6_001), 'one')).toBeNull();
  });

  it('leads nowhere where the installation is not known to a provider any more', async () => {
    expect(await flow.signOutAddress(flow.keep('e.y.J', 'one'), 'one', ['console'])).toBeNull();
  });
});
