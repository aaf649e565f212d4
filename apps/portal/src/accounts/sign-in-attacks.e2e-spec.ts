import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@halles/platform/engines';
import { anAccount, countHashes, GENEROUS } from '@halles/testing';
import { faceOf } from '../../testing/portal-browser';
import { type Answer, type Portal, openPortal } from '../../testing/portal-harness';

const PASSWORD = 'girafe lampe otarie';

// Each guess that counts costs what a guess costs: hundreds of them take their time on a busy machine.
jest.setTimeout(180_000);

describe('guessing passwords of a portal', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS }, { TRUSTED_PROXIES: '127.0.0.1' });
    for (const name of ['alice', 'bruno', 'chloe'])
      await anAccount(portal.world, portal.world.here, { email: `${name}@four.example`, password: PASSWORD });
    await anAccount(portal.world, portal.world.there, { email: 'alice@four.example', password: PASSWORD });
  });
  afterAll(() => portal.close());

  const guess = (
    from: string,
    email: string,
    password: string,
    slug = 'ici-bourg',
    at = portal,
  ): Promise<Answer> => at.post(slug, '/connexion', { email, password }, { 'x-forwarded-for': from });

  /** How many guesses were compared with a password: the others were turned away before. */
  async function evaluated(guesses: readonly Promise<Answer>[]): Promise<number> {
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 401 && status !== 429)).toEqual([]);
    return statuses.filter((status) => status === 401).length;
  }

  /** Of a thousand guesses, two hundred at once: more connections than that, the machine itself turns away. */
  async function inWaves(send: (n: number) => Promise<Answer>): Promise<number> {
    let compared = 0;
    for (let first = 0; first < 1_000; first += 200)
      compared += await evaluated(Array.from({ length: 200 }, (_, n) => send(first + n)));
    return compared;
  }

  it('gets twenty tries an hour from one address, of a thousand over many accounts', async () => {
    expect(await inWaves((n) => guess('192.0.2.1', `person-${n % 50}@four.example`, `guess ${n}`))).toBe(20);
  });

  it('gets a hundred an hour at one account from a thousand addresses; its owner and other territories go on', async () => {
    expect((await guess('198.51.100.77', 'alice@four.example', PASSWORD)).status).toBe(303);
    expect(await inWaves((n) => guess(`10.${n >> 8}.${n & 255}.9`, 'alice@four.example', `guess ${n}`))).toBe(
      100,
    );
    expect((await guess('10.99.99.99', 'alice@four.example', PASSWORD)).status).toBe(429);
    expect((await guess('198.51.100.77', 'alice@four.example', PASSWORD)).status).toBe(303);
    expect((await guess('10.99.99.99', 'alice@four.example', PASSWORD, 'autre-ville')).status).toBe(303);
  });

  it('makes each try after the fifth wait, in the form, with words that say how long', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await guess('192.0.2.2', 'bruno@four.example', `guess ${n}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const refused = await guess('192.0.2.2', 'bruno@four.example', PASSWORD);
    expect([refused.status, refused.body.includes('Réessayez dans')]).toEqual([429, true]);
    expect(refused.body).toContain('value="bruno@four.example"');
    // However the address is typed, it is one account that is guessed at.
    for (const typed of ['  bruno@four.example', 'Bruno@Four.example\u00a0', '\u202fbruno@four.example\t'])
      expect((await guess('192.0.2.2', typed, PASSWORD)).status).toBe(429);
    expect((await guess('192.0.2.3', 'bruno@four.example', PASSWORD)).status).toBe(303);
  });

  it('cannot tell an account that exists from one that does not, by anything in the answer or by what it costs', async () => {
    const faces = new Set<string>();
    for (let n = 0; n < 4; n += 1)
      for (const name of ['chloe', 'nobod']) {
        const email = `${name}@four.example`;
        const hashings = countHashes();
        const answer = await guess(`172.16.${n}.${name === 'chloe' ? 1 : 2}`, email, 'a wrong password');
        faces.add(`${hashings()} ${faceOf(answer, email)}`);
      }
    expect([...faces]).toEqual([expect.stringMatching(/^1 \{"status":401/)]);
  });

  it('is still limited, in each process, while Redis is away', async () => {
    const redis = await startRedis({ folder: await mkdtemp(join(tmpdir(), 'halles-redis-')) });
    const alone = await openPortal(
      { rateLimits: GENEROUS },
      { TRUSTED_PROXIES: '127.0.0.1', REDIS_URL: redis.url },
    );
    try {
      await anAccount(alone.world, alone.world.here, { email: 'denis@four.example', password: PASSWORD });
      expect((await guess('192.0.2.5', 'denis@four.example', PASSWORD, 'ici-bourg', alone)).status).toBe(303);
      redis.kill();
      const guesses = Array.from({ length: 300 }, (_, n) =>
        guess('192.0.2.6', `person-${n % 50}@four.example`, `guess ${n}`, 'ici-bourg', alone),
      );
      expect(await evaluated(guesses)).toBeLessThanOrEqual(20);
      expect((await guess('192.0.2.7', 'denis@four.example', PASSWORD, 'ici-bourg', alone)).status).toBe(303);
      // Links too: three an hour to one address.
      const links = [];
      for (let n = 0; n < 5; n += 1)
        links.push(
          (
            await alone.post(
              'ici-bourg',
              '/connexion/lien',
              { linkEmail: 'denis@four.example' },
              { 'x-forwarded-for': `192.0.2.${20 + n}` },
            )
          ).status,
        );
      expect(links).toEqual([303, 303, 303, 429, 429]);
    } finally {
      await alone.close();
    }
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling portal', { 'sec-fetch-site': 'same-site', origin: 'http://autre-ville.localhost' }],
  ])('is not done by a page of %s', async (_what, headers) => {
    for (const path of [
      '/connexion',
      '/connexion/lien',
      '/connexion/code',
      '/deconnexion',
      '/inscription',
      '/mot-de-passe',
      '/compte/nom',
      '/compte/mot-de-passe',
      '/compte/adresse',
      '/compte/appareils',
      '/compte/code',
      '/compte/donnees/fichier',
      '/compte/donnees/supprimer',
      '/lien/x',
      '/invitation/x',
      '/pro/commerces/1/equipe',
    ])
      expect([path, (await portal.post('ici-bourg', path, {}, headers)).status]).toEqual([path, 403]);
  });
});
