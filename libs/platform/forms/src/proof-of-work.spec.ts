import type { Clock } from '@halles/kernel';
import type { Config } from '@halles/platform/config';
import { defaultRateLimits, RateLimited, type RateLimiter } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { ProofOfWork, type Submission } from './proof-of-work';

const tenant = (id: string) => ({ tenant: { id } }) as unknown as TenantContext;
const [HERE, THERE] = [tenant('here'), tenant('there')];
const HOUR = 3_600_000;
const KEY = 'b4f0c8de-6a42-4c4e-9a80-0f2b3c6d7e81';
const FORM: Submission = { form: 'report/42', key: KEY };

describe('a proof of work', () => {
  let now: number;
  let proofs: ProofOfWork;
  beforeEach(() => {
    now = Date.now();
    const taken = new Map<string, number>();
    const limiter = {
      async take(name: 'proof', { tenant: { id } }: TenantContext, by: string) {
        const times = (taken.get(`${id} ${by}`) ?? 0) + 1;
        taken.set(`${id} ${by}`, times);
        if (times > defaultRateLimits[name].limit) throw new RateLimited({ retryAfterSeconds: 1 });
        return { giveBack: async () => undefined };
      },
    };
    const clock: Clock = { now: () => new Date(now) };
    const config = { masterKey: 'k'.repeat(64) } as Config;
    proofs = new ProofOfWork(config, limiter as unknown as RateLimiter, clock);
  });

  const accepts = async (ctx: TenantContext, submission: Submission, proof: string): Promise<boolean> =>
    (await proofs.accept(ctx, submission, proof)) !== null;
  const challengeOf = async (ctx: TenantContext): Promise<Challenge> =>
    JSON.parse(await proofs.challenge(ctx, FORM)) as Challenge;
  const solve = async (challenge: Challenge): Promise<string> =>
    JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });

  it('serves one submission: sent again by a double click or a second try, and not for ever', async () => {
    const proof = await solve(await challengeOf(HERE));
    for (let time = 0; time < 3; time += 1) expect(await accepts(HERE, FORM, proof)).toBe(true);
    expect(await accepts(HERE, FORM, proof)).toBe(false);
  });

  it.each([
    { ...FORM, key: '' },
    { ...FORM, key: KEY.replace('b', 'c') },
    { ...FORM, form: 'report/43' },
    { ...FORM, form: 'enquiry' },
    { form: 'report', key: `42/${KEY}` },
  ])('serves no other submission: %j', async (other) => {
    const proof = await solve(await challengeOf(HERE));
    expect(await accepts(HERE, other, proof)).toBe(false);
    expect(await accepts(HERE, FORM, proof)).toBe(true);
  });

  it('serves nobody on another territory, and is not used up there', async () => {
    const proof = await solve(await challengeOf(HERE));
    expect(await accepts(THERE, FORM, proof)).toBe(false);
    expect(await accepts(HERE, FORM, proof)).toBe(true);
  });

  it('expires', async () => {
    const proof = await solve(await challengeOf(HERE));
    now += 2 * HOUR + 1_000;
    expect(await accepts(HERE, FORM, proof)).toBe(false);
  });

  it('is not what somebody made easier, longer or up', async () => {
    const challenge = await challengeOf(HERE);
    const { parameters } = challenge;
    const forged = [
      { ...challenge, parameters: { ...parameters, expiresAt: (parameters.expiresAt ?? 0) + 3_600 } },
      { ...challenge, parameters: { ...parameters, keyPrefix: '00' } },
      { ...challenge, parameters: { ...parameters, cost: 1 } },
      { ...challenge, signature: 'f'.repeat(64) },
    ];
    const solution = await solveChallenge({ challenge, deriveKey });
    for (const other of forged)
      expect(await accepts(HERE, FORM, JSON.stringify({ challenge: other, solution }))).toBe(false);
    const wrong = { challenge, solution: { counter: 1, derivedKey: 'ab'.repeat(32) } };
    expect(await accepts(HERE, FORM, JSON.stringify(wrong))).toBe(false);
    expect(await accepts(HERE, FORM, JSON.stringify({ challenge, solution }))).toBe(true);
  });

  it.each(['', 'x', 'null', '[]', '{"challenge":{}}'])('is not %j', async (text) =>
    expect(await accepts(HERE, FORM, text)).toBe(false),
  );
});
