import { GENEROUS, openWorld, type World } from '@halles/testing';
import { send, type RequestParts, sendRaw, startBorderApp } from './border-app.fake';
import type { Serving } from './serve';

const HOST = 'ici-bourg.localhost';
const OWN = `http://${HOST}:3000`;
const manyHeaders = Object.fromEntries(
  Array.from({ length: 40 }, (_, n) => [`x-part-${n}`, 'x'.repeat(500)]),
);
const json = { 'content-type': 'application/json' };

describe('what a request may bring', () => {
  let world: World;
  let serving: Serving;

  beforeAll(async () => {
    world = await openWorld();
    serving = await startBorderApp(world.config, { rateLimits: GENEROUS });
  });

  afterAll(async () => {
    await serving.stop();
    await world.close();
  });

  const change = (headers: Record<string, string>, method = 'POST') =>
    send(serving.port, HOST, { method, path: '/change', headers: { 'content-length': '0', ...headers } });

  describe('an address with a slash at its end', () => {
    const locationOf = async (path: string, method = 'GET') => {
      const { status, headers } = await send(serving.port, HOST, { path, method });
      return [status, headers.location];
    };

    it('leads to the page that somebody meant', async () => {
      expect(await locationOf('/search/?q=pain')).toEqual([308, '/search?q=pain']);
      expect(await locationOf('/search/', 'HEAD')).toEqual([308, '/search']);
    });

    it('leads there where a longer address would take what follows the slash', async () => {
      expect(await locationOf('/listed/')).toEqual([308, '/listed']);
      expect(await locationOf('/listed/?page=2&kind=a/')).toEqual([308, '/listed?page=2&kind=a/']);
      expect(await locationOf('/listed/bread/', 'HEAD')).toEqual([308, '/listed/bread']);
      expect(await locationOf('/listed/bread')).toEqual([200, undefined]);
    });

    it('leads to no other site, and nowhere from the home page', async () => {
      for (const path of [
        '//evil.example/',
        '/\\evil.example/',
        '/\t/evil.example/',
        '/%2f/evil.example/',
        '/listed/..//evil.example/',
        '/',
        '/nowhere//',
        '/listed//',
      ])
        expect([path, (await locationOf(path))[1]]).toEqual([path, undefined]);
    });

    it('leads nowhere what is sent there', async () => {
      expect(await locationOf('/change/', 'POST')).toEqual([404, undefined]);
    });
  });

  describe('a change asked for by another site', () => {
    it.each<[string, Record<string, string>]>([
      ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
      ['a sibling portal', { 'sec-fetch-site': 'same-site', origin: 'http://autre-ville.localhost:3000' }],
      ['another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: OWN }],
      ['an old browser on another site', { origin: 'https://evil.example' }],
      ['an old browser on a sibling', { origin: 'http://autre-ville.localhost:3000' }],
      ['an old browser on another port', { origin: `http://${HOST}:3001` }],
      ['an old browser under another scheme', { origin: `https://${HOST}:3000` }],
      ['a sandboxed frame', { origin: 'null' }],
      ['a sandboxed frame in a new browser', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
      ['a program that brings a cookie', { cookie: 'session=x' }],
      ['an unknown word', { 'sec-fetch-site': 'same-origin, cross-site' }],
      ['an empty word', { 'sec-fetch-site': '' }],
    ])('is refused: %s', async (_what, headers) => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await change(headers, method);
        expect([method, answer.status, answer.body]).toEqual([
          method,
          403,
          expect.stringContaining('"cross-site-request"'),
        ]);
      }
    });

    it.each<[string, Record<string, string>]>([
      ['one of our pages', { 'sec-fetch-site': 'same-origin', origin: OWN, cookie: 'a=b' }],
      ['somebody who typed the address', { 'sec-fetch-site': 'none' }],
      ['an old browser on one of our pages', { origin: OWN, cookie: 'a=b' }],
      ['a program without cookies', {}],
    ])('passes from %s', async (_what, headers) => expect((await change(headers)).status).toBe(200));

    it('does not hold up reading', async () => {
      expect(
        (await send(serving.port, HOST, { headers: { 'sec-fetch-site': 'cross-site', cookie: 'a=b' } }))
          .status,
      ).toBe(200);
    });

    it.each([
      ['text/plain', '{"name":"Jeanne","email":"a@b.fr"}'],
      ['multipart/form-data; boundary=x', '--x--'],
      ['application/xml', '<a/>'],
      ['', '{"name":"Jeanne","email":"a@b.fr"}'],
    ])('cannot come as %s, which a form of any site may send', async (type, body) => {
      const answer = await send(serving.port, HOST, {
        method: 'POST',
        path: '/form',
        body,
        headers: type === '' ? {} : { 'content-type': type },
      });
      expect([answer.status, JSON.parse(answer.body).code]).toEqual([415, 'unsupported-content-type']);
    });
  });

  describe('input', () => {
    const form = (body: string, headers: Record<string, string> = json) =>
      send(serving.port, HOST, { method: 'POST', path: '/form', body, headers });

    it('is read from JSON and from forms', async () => {
      expect(JSON.parse((await form('{"name":"Jeanne","email":"a@b.fr"}')).body)).toEqual({
        name: 'Jeanne',
        email: 'a@b.fr',
      });
      const encoded = await form('name=Jeanne&email=a%40b.fr', {
        'content-type': 'application/x-www-form-urlencoded',
      });
      expect(JSON.parse(encoded.body)).toEqual({ name: 'Jeanne', email: 'a@b.fr' });
    });

    it('is refused with a pointer and a sentence for each error, in the language asked for', async () => {
      const bad = '{"name":"J","extra/field":1}';
      const french = JSON.parse(
        (await form(bad, { ...json, 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.8' })).body,
      );
      expect(french).toMatchObject({
        status: 422,
        code: 'invalid-input',
        type: 'urn:halles:problem:invalid-input',
        instance: '/form',
      });
      expect(french.errors).toEqual([
        { pointer: '/name', message: 'Au moins 2 caractères.' },
        { pointer: '/email', message: 'Ce champ est obligatoire.' },
        { pointer: '/extra~1field', message: 'Ce champ n’est pas attendu.' },
      ]);
      const english = JSON.parse((await form(bad, { ...json, 'accept-language': 'en' })).body);
      expect(english.errors[1]).toEqual({ pointer: '/email', message: 'This field is required.' });
    });

    it.each<[string, string, Record<string, string>, number]>([
      [
        'a field twice',
        'name=a1&name=b2&email=a%40b.fr',
        { 'content-type': 'application/x-www-form-urlencoded' },
        422,
      ],
      ['broken JSON', '{"name":', json, 400],
      ['an empty body that says JSON', ' ', json, 400],
      ['a poisoned prototype', '{"__proto__":{"admin":true},"name":"Jeanne","email":"a@b.fr"}', json, 400],
      [
        'a poisoned constructor',
        '{"constructor":{"prototype":{}},"name":"Jeanne","email":"a@b.fr"}',
        json,
        400,
      ],
      ['a list where an object is', '[1]', json, 422],
      ['a null', 'null', json, 422],
      ['more than the limit', JSON.stringify({ name: 'x'.repeat(300_000) }), json, 413],
    ])('is refused: %s', async (_what, body, headers, status) => {
      const answer = await form(body, headers);
      expect([answer.status, JSON.parse(answer.body).status]).toEqual([status, status]);
    });

    it('takes a query parameter once', async () => {
      expect((await send(serving.port, HOST, { path: '/search?q=pain' })).status).toBe(200);
      expect((await send(serving.port, HOST, { path: '/search?q=pain&q=vin' })).status).toBe(422);
      expect((await send(serving.port, HOST, { path: '/search?q=pain&__proto__=x' })).body).toBe(
        '{"q":"pain"}',
      );
      expect((await send(serving.port, HOST, { path: '/search?q=pain&other=x' })).status).toBe(422);
    });
  });

  describe('every answer', () => {
    const cases: readonly [string, number, RequestParts | string][] = [
      ['a page', 200, {}],
      ['HEAD', 200, { method: 'HEAD' }],
      ['an unknown path', 404, { path: '/nothing' }],
      ['an unknown path for a person', 404, { path: '/nothing', headers: { accept: 'text/html' } }],
      [
        'a method that the path has not',
        404,
        { method: 'PUT', path: '/', headers: { 'content-length': '0' } },
      ],
      ['a path that cannot be decoded', 400, { path: '/%zz' }],
      ['somebody not signed in', 401, { path: '/guarded/secret' }],
      ['an error of ours', 500, { path: '/boom' }],
      ['an error of ours for a person', 500, { path: '/boom', headers: { accept: 'text/html,*/*;q=0.8' } }],
      [
        'a refused change',
        403,
        {
          method: 'POST',
          path: '/change',
          headers: { 'sec-fetch-site': 'cross-site', 'content-length': '0' },
        },
      ],
      [
        'a type that is not read',
        415,
        { method: 'POST', path: '/form', body: 'x', headers: { 'content-type': 'text/plain' } },
      ],
      ['invalid input', 422, { method: 'POST', path: '/form', body: '{}', headers: json }],
      [
        'a body that is too large',
        413,
        { method: 'POST', path: '/form', body: 'x'.repeat(300_000), headers: json },
      ],
      [
        'a body of more fields than any form has',
        413,
        { method: 'POST', path: '/form', body: `{"a":[${'0,'.repeat(6_000)}0]}`, headers: json },
      ],
      [
        'lists in lists without end',
        413,
        { method: 'POST', path: '/form', body: `${'['.repeat(60_000)}${']'.repeat(60_000)}`, headers: json },
      ],
      ['an expectation that nobody meets', 417, { headers: { expect: 'the-moon' } }],
      ['an address that is too long', 414, { path: `/${'x'.repeat(20_000)}` }],
      ['a header that is too large', 431, { headers: { 'x-large': 'x'.repeat(20_000) } }],
      ['headers that are too large together', 431, { headers: manyHeaders }],
      [
        'chunks that say too much of themselves',
        413,
        `POST /form HTTP/1.1\r\nhost: ${HOST}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
      ],
      ['what is no HTTP', 400, 'HELLO\r\n\r\n'],
      ['two hosts', 400, `GET / HTTP/1.1\r\nhost: ${HOST}\r\nhost: b\r\nconnection: close\r\n\r\n`],
      ['no host', 400, 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n'],
      ['a target that is no path', 400, `GET *x HTTP/1.1\r\nhost: ${HOST}\r\nconnection: close\r\n\r\n`],
      ['an unknown host', 421, 'GET / HTTP/1.1\r\nhost: x.example\r\nconnection: close\r\n\r\n'],
    ];

    it.each(cases)('bears the security headers and a number: %s', async (_what, status, request) => {
      const answer =
        typeof request === 'string'
          ? await sendRaw(serving.port, request)
          : await send(serving.port, HOST, request);
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'x-request-id': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/),
      });
      expect(answer.headers).not.toHaveProperty('x-powered-by');
      expect(answer.headers).not.toHaveProperty('server');
      expect(answer.headers).not.toHaveProperty('strict-transport-security');
      if (status >= 400 && status !== 417) expect(answer.headers['cache-control']).toBe('no-store');
    });

    it('tells nothing of our insides when something breaks, to a person or a program', async () => {
      for (const accept of ['text/html', 'application/json']) {
        const { status, body, headers } = await send(serving.port, HOST, {
          path: '/boom',
          headers: { accept },
        });
        expect(status).toBe(500);
        expect(body).not.toMatch(/SELECT|internal\.ts|Error:|at .*\(|node_modules/);
        expect(body).toContain(headers['x-request-id'] ?? 'none');
      }
    });

    it('speaks French at the root and English below /en to people', async () => {
      const page = async (path: string) =>
        (await send(serving.port, HOST, { path, headers: { accept: 'text/html' } })).body;
      expect(await page('/rien')).toContain('<html lang="fr">');
      expect(await page('/en/nothing')).toContain('Page not found');
      expect(await page('/encore')).toContain('<html lang="fr">');
    });
  });
});
