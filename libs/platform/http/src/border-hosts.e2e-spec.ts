import { SECOND } from '@halles/kernel';
import { SignedLinks, type Tenant } from '@halles/platform/tenancy';
import { openWorld, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import {
  givenPreviews,
  type RawAnswer,
  type RequestParts,
  send,
  sendRaw,
  startBorderApp,
} from './border-app.fake';
import { DraftPreviews } from './draft-preview';
import type { Serving } from './serve';

/** Waits until the registry of the running process has seen a change; what never comes is given up. */
async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 30 * SECOND;
  for (;;) {
    const value = await read();
    if (holds(value) || Date.now() > deadline) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('which tenant a request reaches', () => {
  let world: World;
  let serving: Serving;
  const HERE = 'ici-bourg.localhost';
  const THERE = 'autre-ville.localhost';

  beforeAll(async () => {
    world = await openWorld();
    serving = await startBorderApp(world.config, { hostlessPrefix: '/assets/' });
  });

  afterAll(async () => {
    await serving.stop();
    await world.close();
  });

  const raw = (lines: readonly string[]) =>
    sendRaw(serving.port, `${lines.join('\r\n')}\r\nconnection: close\r\n\r\n`);

  it.each([
    ['the host', `host: ${HERE}`],
    ['its port', `host: ${HERE}:8080`],
    ['capitals', 'host: ICI-Bourg.LOCALHOST'],
  ])('serves its own for %s', async (_what, line) => {
    const answer = await raw(['GET / HTTP/1.1', line]);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      200,
      { slug: 'ici-bourg', title: 'CANARY-TITLE ici-bourg' },
    ]);
  });

  it.each([
    ['a letter that is mapped to one of ours', 'ici-b\u00baurg.localhost'],
    ['a sign that is left out of names', 'ici\u00ad-bourg.localhost'],
  ])('refuses %s, sent as one byte', async (_what, host) => {
    const request = `GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`;
    const answer = await sendRaw(serving.port, Buffer.from(request, 'latin1'));
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('CANARY');
  });

  it.each([
    ['an unknown host', 'nulle-part.localhost', 421],
    ['the bare domain', 'localhost', 421],
    ['an address', '127.0.0.1', 421],
    ['a host below a tenant', `www.${HERE}`, 421],
    ['a look-alike in another script', 'ісі-bourg.localhost', 400],
    ['a look-alike as browsers write it', 'xn---bourg-2dh5ec.localhost', 421],
    ['a trailing dot', `${HERE}.`, 400],
    ['a trailing dot and a port', `${HERE}.:443`, 400],
    ['encoded letters', `%69ci-bourg.localhost`, 400],
    ['an encoded dot', 'ici-bourg%2elocalhost', 400],
    ['an IPv6 literal', '[::1]', 400],
    ['a user in front', `autre-ville@${HERE}`, 400],
    ['a path behind', `${HERE}/autre-ville`, 400],
    ['a list', `${HERE}, ${THERE}`, 400],
    ['nothing', '', 400],
  ])('refuses %s and names no tenant', async (_what, host, status) => {
    const answer = await raw(['GET / HTTP/1.1', `host: ${host}`]);
    expect(answer.status).toBe(status);
    expect(answer.body + JSON.stringify(answer.headers)).not.toMatch(/ici-bourg|autre-ville|CANARY/);
  });

  it.each([
    ['two hosts', ['GET / HTTP/1.1', `host: ${HERE}`, `host: ${THERE}`]],
    ['the same host twice', ['GET / HTTP/1.1', `host: ${HERE}`, `Host: ${HERE}`]],
    ['no host', ['GET / HTTP/1.1', 'accept: */*']],
    ['no host, HTTP/1.0', ['GET / HTTP/1.0', 'accept: */*']],
    ['an absolute target of the other', [`GET http://${THERE}/ HTTP/1.1`, `host: ${HERE}`]],
    ['an absolute target of its own', [`GET http://${HERE}/ HTTP/1.1`, `host: ${HERE}`]],
    ['a target without its slash', ['GET *guarded HTTP/1.1', `host: ${HERE}`]],
    ['the asterisk', ['OPTIONS * HTTP/1.1', `host: ${HERE}`]],
  ])('refuses %s', async (_what, lines) => {
    const answer = await raw(lines);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('"malformed-request"');
    expect(answer.body).not.toMatch(/CANARY/);
  });

  it('reads no other header than Host', async () => {
    for (const header of [
      'x-forwarded-host',
      'x-original-host',
      'x-host',
      'x-http-host-override',
      'x-rewrite-url',
      'x-original-url',
    ]) {
      const answer = await raw([
        'GET / HTTP/1.1',
        `host: ${HERE}`,
        `${header}: ${THERE}`,
        `forwarded: host=${THERE};proto=https`,
      ]);
      expect([header, answer.status, answer.body]).toEqual([
        header,
        200,
        expect.stringContaining('ici-bourg'),
      ]);
      expect(answer.body).not.toContain('autre-ville');
    }
  });

  it('redirects from a second host to the canonical one, out of the registry and with path and query', async () => {
    await world.installation
      .platform()
      .query(
        "INSERT INTO host (host, tenant_id, kind, verified_at) VALUES ('ancien-bourg.localhost', $1, 'subdomain', now())",
        [world.here.tenant.id],
      );
    const answer = await until(
      () =>
        send(serving.port, 'ancien-bourg.localhost', { path: '//evil.example/x?a=1&b=%0d%0aset-cookie:x' }),
      ({ status }) => status === 308,
    );
    expect([answer.status, answer.headers['location']]).toEqual([
      308,
      `http://${HERE}:3000//evil.example/x?a=1&b=%0d%0aset-cookie:x`,
    ]);
  });

  it('does not serve a domain before it is proved', async () => {
    const answer = async () => (await send(serving.port, 'boutiques.example')).status;
    await world.installation
      .platform()
      .query("INSERT INTO host (host, tenant_id, kind) VALUES ('boutiques.example', $1, 'custom')", [
        world.there.tenant.id,
      ]);
    expect(await answer()).toBe(421);
    await world.installation
      .platform()
      .query("UPDATE host SET verified_at = now() WHERE host = 'boutiques.example'");
    expect(await until(answer, (status) => status === 308)).toBe(308);
  });

  it('shuts a tenant once it is suspended, its pages and not the files of the error page', async () => {
    const third = await world.addTenant('bourg-ferme');
    const host = 'bourg-ferme.localhost';
    const status = async (path = '/') => send(serving.port, host, { path });
    expect((await until(status, (answer) => answer.status === 200)).status).toBe(200);
    await world.installation
      .platform()
      .query("UPDATE tenant SET state = 'suspended' WHERE id = $1", [third.tenant.id]);
    const shut = await until(status, (answer) => answer.status === 503);
    expect([shut.status, shut.headers['retry-after'], JSON.parse(shut.body).code]).toEqual([
      503,
      '600',
      'tenant-suspended',
    ]);
    expect((await status('/assets/none.css')).status).toBe(404);
    await world.installation
      .platform()
      .query("UPDATE tenant SET state = 'archived' WHERE id = $1", [third.tenant.id]);
    expect((await until(status, (answer) => answer.status === 410)).body).toContain('archived');
  });

  describe('a draft', () => {
    const DRAFT = 'bourg-secret.localhost';
    let draft: Tenant;
    beforeAll(async () => {
      draft = (await world.addTenant('bourg-secret')).tenant;
      await world.installation
        .platform()
        .query("UPDATE tenant SET state = 'draft' WHERE id = $1", [draft.id]);
      // Written in two steps, it is live for a moment.
      await until(
        () => send(serving.port, DRAFT),
        ({ status }) => status === 421,
      );
    });

    /** The way in that the console gives. */
    const entranceOf = (tenant = draft, path = '/'): string => {
      const id = uuid();
      givenPreviews.give(tenant, id);
      return new DraftPreviews(new SignedLinks(world.config.masterKey)).entranceOf(tenant, id, path);
    };
    const enter = (path: string, host = DRAFT) => send(serving.port, host, { path });
    const cookieOf = async (): Promise<string> =>
      ((await enter(entranceOf())).headers['set-cookie'] ?? '').split(';')[0] ?? '';
    const show = (cookie: string, parts: RequestParts = {}) =>
      send(serving.port, DRAFT, { ...parts, headers: { cookie, ...parts.headers } });
    /** All of an answer that is not of its very moment. */
    const told = ({ status, headers, body }: RawAnswer, host: string): unknown => {
      const { date: _date, 'x-request-id': id = '', ...others } = headers;
      return JSON.parse(JSON.stringify([status, others, body]).replaceAll(id, 'ID').replaceAll(host, 'HOST'));
    };

    it.each([
      '/',
      '/guarded/secret',
      '/search',
      '/assets/none.css',
      '/assets/whose',
      '/robots.txt',
      '/apercu-du-portail/x.1.y',
    ])('answers %s as a host that does not exist, to the byte', async (path) => {
      const unknown = 'bourg-absent.localhost';
      for (const method of ['GET', 'HEAD', 'POST'] as const)
        for (const cookie of ['', '__Host-halles-preview=x.1.y'])
          expect(told(await send(serving.port, DRAFT, { method, path, headers: { cookie } }), DRAFT)).toEqual(
            told(await send(serving.port, unknown, { method, path, headers: { cookie } }), unknown),
          );
    });

    it('is shown to who comes from the console, in no cache and no index', async () => {
      const entered = await enter(entranceOf());
      expect([entered.status, entered.headers['location']]).toEqual([303, '/']);
      expect(entered.headers['set-cookie']).toMatch(
        /^__Host-halles-preview=\S+; Path=\/; Max-Age=14400; Secure; HttpOnly; SameSite=Lax$/,
      );
      for (const answer of [
        entered,
        await send(serving.port, DRAFT, { headers: { cookie: await cookieOf() } }),
        await send(serving.port, DRAFT, { path: '/no-page', headers: { cookie: await cookieOf() } }),
      ])
        expect([answer.headers['cache-control'], answer.headers['x-robots-tag']]).toEqual([
          'private, no-store',
          'noindex, nofollow',
        ]);
      const shown = await send(serving.port, DRAFT, { headers: { cookie: await cookieOf() } });
      expect([shown.status, JSON.parse(shown.body)]).toMatchObject([200, { slug: 'bourg-secret' }]);
    });

    it('gives who looks at it the files of its own theme, and nobody else', async () => {
      const path = '/assets/whose';
      const whose = async (cookie: string) => {
        const { status, headers, body } = await show(cookie, { path });
        return [status, headers['cache-control'], JSON.parse(body)] as const;
      };
      expect(await whose(await cookieOf())).toEqual([200, 'private, no-store', { slug: 'bourg-secret' }]);
      expect((await whose(''))[2]).toEqual({ slug: null });
    });

    it('is entered on the page that the way in leads to, of this host and no other', async () => {
      for (const [path, location] of [
        ['/pro/agent/abc.0.def', '/pro/agent/abc.0.def'],
        ['/search?q=pain&x=%20', '/search?q=pain&x=%20'],
        ['//evil.example/', '/'],
        ['https://evil.example/', '/'],
        ['/\\evil.example', '/'],
      ] as const)
        expect([path, (await enter(entranceOf(draft, path))).headers['location']]).toEqual([path, location]);
    });

    it('lets nobody in by a link twice, nor by a link or a cookie of another territory, of another kind or changed', async () => {
      const once = entranceOf();
      expect((await enter(once)).status).toBe(303);
      for (const path of [once, entranceOf(world.here.tenant), `${entranceOf()}x`, `${entranceOf()}x?vers=/`])
        expect([path, (await enter(path)).status]).toEqual([path, 421]);
      const cookie = await cookieOf();
      const entrance = entranceOf().replace('/apercu-du-portail/', '__Host-halles-preview=');
      for (const given of [`${cookie}x`, entrance, `${cookie}; ${cookie}`])
        expect([given, (await send(serving.port, DRAFT, { headers: { cookie: given } })).status]).toEqual([
          given,
          421,
        ]);
    });

    it('is a host that does not exist, to the byte, once the preview is ended, whatever is asked', async () => {
      const cookie = await cookieOf();
      expect((await show(cookie)).status).toBe(200);
      givenPreviews.endAll();
      const unknown = 'bourg-absent.localhost';
      for (const parts of [
        {},
        { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } },
        { path: '/guarded/secret' },
        { path: '/assets/whose' },
      ])
        expect(told(await show(cookie, parts), DRAFT)).toEqual(
          told(
            await send(serving.port, unknown, { ...parts, headers: { cookie, ...parts.headers } }),
            unknown,
          ),
        );
    });

    it('opens no other host by its cookie, and is like any other once it is live', async () => {
      const cookie = await cookieOf();
      const elsewhere = await send(serving.port, HERE, { headers: { cookie } });
      expect([elsewhere.status, elsewhere.headers['x-robots-tag']]).toEqual([200, undefined]);
      await world.installation.platform().query("UPDATE tenant SET state = 'live' WHERE id = $1", [draft.id]);
      const live = await until(
        () => send(serving.port, DRAFT, { headers: { cookie } }),
        ({ headers }) => headers['x-robots-tag'] === undefined,
      );
      expect([live.status, live.headers['cache-control']]).not.toEqual([200, 'private, no-store']);
      expect((await enter(entranceOf())).status).toBe(404);
    });
  });

  it('takes no slash away from the address of a file of a theme', async () => {
    for (const host of [HERE, 'nowhere.localhost'])
      expect(
        (await send(serving.port, host, { path: '/assets/whose/' })).headers['location'],
      ).toBeUndefined();
  });

  it('answers the same to a guarded path however it is written', async () => {
    const plain = await send(serving.port, HERE, { path: '/guarded/secret' });
    expect(plain.status).toBe(401);
    const spellings = [
      '/%67uarded/secret',
      '/guarded/%73ecret',
      '/guarded%2fsecret',
      '//guarded/secret',
      '/guarded//secret',
      '/./guarded/secret',
      '/x/../guarded/secret',
      '/guarded;x/secret',
      '/guarded/secret;x',
      '/guarded/secret/',
      '/GUARDED/secret',
      '/guarded/secret%00',
      '/guarded/secret?',
      '/guarded\\secret',
    ];
    for (const path of spellings) {
      const answer = await send(serving.port, HERE, { path });
      // Who types a slash at its end is led to the path itself, which is guarded.
      expect([path, [401, 404, 400, 308].includes(answer.status)]).toEqual([path, true]);
      expect(answer.body).not.toContain('"secret"');
    }
  });
});
