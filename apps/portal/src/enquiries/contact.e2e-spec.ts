import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { cacheKey, type TenantContext } from '@halles/platform/tenancy';
import { guardsIn } from '../../testing/form-guards';
import { type Portal, openPortal } from '../../testing/portal-harness';

const message = {
  name: 'Ada Martin',
  email: 'ada@exemple.fr',
  subject: 'Horaires',
  message: 'Bonjour,\r\nouvrez-vous lundi ?',
};

describe('a citizen writes to the town hall', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({
      rateLimits: { contact: { limit: 5, windowMs: 3_600_000 }, write: { limit: 1_000, windowMs: 60_000 } },
    });
  });
  afterAll(() => portal.close());

  /** Each test writes from an address of its own slug, so that limits of one are not limits of another. */
  const rows = (ctx: TenantContext): Promise<Record<string, unknown>[]> =>
    portal.world.work.read(ctx, (tx) => tx.manager.query('SELECT * FROM enquiry ORDER BY created_at'));
  const keyOn = async (slug: string, path = '/contact'): Promise<string> =>
    /name="idempotencyKey" value="([^"]+)"/.exec((await portal.ask(slug, path)).body)?.[1] ?? '';

  it('stores the message on that territory alone and shows its reference after a redirect', async () => {
    const { here, there } = portal.world;
    const sent = await portal.post('ici-bourg', '/contact', {
      ...message,
      idempotencyKey: await keyOn('ici-bourg'),
    });
    expect(sent.status).toBe(303);
    const page = await portal.ask('ici-bourg', String(sent.headers.location));
    const [stored] = await rows(here);
    expect(stored).toMatchObject({
      name: 'Ada Martin',
      message: 'Bonjour,\nouvrez-vous lundi ?',
      locale: 'fr',
    });
    expect(page.status).toBe(200);
    expect(page.body).toContain(String(stored?.['reference']));
    expect(checkHtml(page.body, 'fr')).toEqual([]);
    expect(await rows(there)).toEqual([]);
  });

  it('gives each reader a key of their own, and keeps the form nowhere', async () => {
    const [first, second] = [
      await portal.ask('autre-ville', '/contact'),
      await portal.ask('autre-ville', '/contact'),
    ];
    expect(first.headers['cache-control']).toBe('private, no-store');
    expect(first.body).not.toBe(second.body);
  });

  it('stores a form sent twice once, and answers both the same', async () => {
    const ctx = await portal.world.addTenant('deux-fois');
    const key = randomUUID();
    await answering(portal, 'deux-fois');
    const answers = await Promise.all(
      [1, 2].map(() => portal.post('deux-fois', '/contact', { ...message, idempotencyKey: key })),
    );
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
    expect(await rows(ctx)).toHaveLength(1);
    const changed = await portal.post('deux-fois', '/contact', {
      ...message,
      subject: 'Autre',
      idempotencyKey: key,
    });
    expect(changed.status).toBe(409);
    expect(changed.body).toContain('value="Autre"');
    expect(changed.body).not.toContain(key);
  });

  it('answers in English under /en', async () => {
    const ctx = await portal.world.addTenant('in-english');
    await answering(portal, 'in-english');
    const sent = await portal.post('in-english', '/en/contact', { ...message, idempotencyKey: randomUUID() });
    expect(String(sent.headers.location)).toMatch(/^\/en\/contact\/sent\?ref=/);
    expect((await rows(ctx))[0]?.['locale']).toBe('en');
  });

  it.each([
    ['nothing', {}, 4],
    ['an address that is none', { ...message, email: 'ada@' }, 1],
    ['a subject that would add a mail header', { ...message, subject: 'Bonjour\r\nBcc: x@exemple.fr' }, 1],
    ['a message that is too long', { ...message, message: 'x'.repeat(5_001) }, 1],
    ['a name of spaces', { ...message, name: '   ' }, 1],
  ] as const)('refuses %s: 422, the error said, what was typed kept', async (_what, fields, errors) => {
    const answer = await portal.post('autre-ville', '/contact', { ...fields, idempotencyKey: randomUUID() });
    expect(answer.status).toBe(422);
    expect(answer.body.match(/aria-invalid="true"/g)).toHaveLength(errors);
    expect(checkHtml(answer.body, 'fr')).toEqual([]);
    if ('name' in fields && fields.name.trim() !== '') expect(answer.body).toContain('value="Ada Martin"');
    expect(await rows(portal.world.there)).toEqual([]);
  });

  it('keeps what was typed as text, whatever it holds', async () => {
    const hostile = '"><script>alert(1)</script>{{body}}';
    const { body } = await portal.post('autre-ville', '/contact', {
      ...message,
      email: 'no',
      name: hostile,
      message: `</textarea>${hostile}`,
    });
    expect(body).not.toContain('<script>alert');
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(checkHtml(body, 'fr')).toEqual([]);
  });

  it('renews a missing or forged key and asks to send again', async () => {
    const answer = await portal.post('autre-ville', '/contact', { ...message, idempotencyKey: '1' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatch(/name="idempotencyKey" value="[0-9a-f-]{36}"/);
    expect(answer.body).toContain('value="Ada Martin"');
  });

  it('stores nothing from what fills in the field that nobody sees', async () => {
    const answer = await portal.post('autre-ville', '/contact', {
      ...message,
      idempotencyKey: randomUUID(),
      website: 'http://spam',
    });
    expect(answer.status).toBe(422);
    expect(await rows(portal.world.there)).toEqual([]);
  });

  it('answers programs in JSON', async () => {
    const ctx = await portal.world.addTenant('pour-programmes');
    await answering(portal, 'pour-programmes');
    const post = (body: unknown) =>
      portal.ask('pour-programmes', '/contact', {
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
        },
        body: JSON.stringify(body),
      });
    const refused = await post({ ...message, email: 'no', idempotencyKey: randomUUID() });
    expect([refused.status, JSON.parse(refused.body).errors[0].pointer]).toEqual([422, '/email']);
    const sent = await post({ ...message, idempotencyKey: randomUUID() });
    expect(sent.status).toBe(201);
    expect(JSON.parse(sent.body)).toEqual({ reference: (await rows(ctx))[0]?.['reference'] });
  });

  it('lets a visitor send five an hour, then keeps the sixth on the screen with when to retry', async () => {
    const ctx = await portal.world.addTenant('trop-de-messages');
    await answering(portal, 'trop-de-messages');
    const send = async () => {
      const guards = await guardsIn((await portal.ask('trop-de-messages', '/contact')).body);
      return portal.post('trop-de-messages', '/contact', { ...message, ...guards });
    };
    for (let n = 0; n < 5; n += 1) expect((await send()).status).toBe(303);
    const sixth = await send();
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(3_000);
    expect(sixth.body).toContain('value="Ada Martin"');
    expect(await rows(ctx)).toHaveLength(5);
    expect(cacheKey(ctx, 'rate')).not.toBe(cacheKey(portal.world.here, 'rate'));
  });

  it('refuses a form posted from another site, a sibling portal included', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const answer = await portal.post(
        'autre-ville',
        '/contact',
        { ...message, idempotencyKey: randomUUID() },
        { 'sec-fetch-site': site },
      );
      expect(answer.status).toBe(403);
    }
    expect(await rows(portal.world.there)).toEqual([]);
  });

  it('shows no reference that has not the form of one', async () => {
    for (const query of ['', '?ref=', '?ref=%3Cscript%3E', '?ref=AAAA-BBBB&ref=CCCC-DDDD']) {
      expect((await portal.ask('ici-bourg', `/contact/envoye${query}`)).status).toBe(404);
    }
  });
});

/** Waits until the portal knows a tenant that was just made. */
async function answering(portal: Portal, slug: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await portal.ask(slug, '/contact')).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${slug} does not answer`);
}
