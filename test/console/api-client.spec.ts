import '@angular/compiler';
import { provideHttpClient, withInterceptors, withNoXsrfProtection } from '@angular/common/http';
import { DOCUMENT } from '@angular/core';
import { getTestBed, TestBed } from '@angular/core/testing';
import { BrowserTestingModule, platformBrowserTesting } from '@angular/platform-browser/testing';
import { ApiClient } from '../../apps/console/src/app/core/api-client';
import { apiRequestInterceptor, sessionInterceptor } from '../../apps/console/src/app/core/api.interceptors';
import { LOCALE } from '../../apps/console/src/app/core/i18n/locale';
import { SessionStore } from '../../apps/console/src/app/core/session.store';
import { TenantApi } from '../../apps/console/src/app/core/tenant-api';
import { anOverview } from './overviews';

interface Sent {
  readonly path: unknown;
  readonly init: RequestInit | undefined;
}

/** A client whose server gives one answer, with what was sent and whether the session was reported lost. */
function against(answer: () => Response | Promise<Response>) {
  const sent: Sent[] = [];
  let lost = 0;
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (path, init) => {
    sent.push({ path, init });
    return answer();
  });
  const expire = () => {
    lost += 1;
  };
  TestBed.resetTestingModule().configureTestingModule({
    providers: [
      provideHttpClient(
        withInterceptors([apiRequestInterceptor, sessionInterceptor]),
        withNoXsrfProtection(),
      ),
      { provide: LOCALE, useValue: () => 'fr' },
      { provide: SessionStore, useValue: { expire } },
    ],
  });
  return { client: TestBed.inject(ApiClient), town: TestBed.inject(TenantApi), sent, lost: () => lost };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });
const nothing = (status: number): Response => new Response(null, { status });

describe('the calls to the API', () => {
  beforeAll(() => {
    // No component is drawn here: the test bed only clears a document of what it drew.
    const document = { provide: DOCUMENT, useValue: { querySelectorAll: () => [] } };
    getTestBed().initTestEnvironment(BrowserTestingModule, platformBrowserTesting([document]));
  });
  afterAll(() => getTestBed().resetTestEnvironment());
  afterEach(() => jest.restoreAllMocks());

  it('asks for refusals in the language of the screen', async () => {
    const { client, sent } = against(() => nothing(204));
    await client.signOut();
    expect(sent[0]).toMatchObject({
      path: '/api/session',
      init: {
        method: 'DELETE',
        headers: { 'accept-language': 'fr' },
        cache: 'no-store',
        credentials: 'same-origin',
      },
    });
  });

  it('sends once what is sent again before its answer, and once more after it', async () => {
    const answers: (() => void)[] = [];
    const { client, sent } = against(
      () => new Promise((resolve) => answers.push(() => resolve(nothing(204)))),
    );
    const twice = [client.signOut(), client.signOut()];
    await new Promise(setImmediate);
    expect(sent).toHaveLength(1);
    answers[0]?.();
    const outcomes = await Promise.all(twice);
    expect(outcomes[1]).toEqual(outcomes[0]);
    const later = client.signOut();
    await new Promise(setImmediate);
    expect(sent).toHaveLength(2);
    answers[1]?.();
    await later;
  });

  it('leaves for no address but one of the web when it signs out', async () => {
    const leave = async (address: unknown) =>
      (await against(() => json(200, { address })).client.signOut()).ok;
    expect(await leave(null)).toBe(true);
    expect(await leave('https://proconnect.example/end?state=1')).toBe(true);
    for (const address of ['javascript:alert(1)', 'data:text/html,x', '/connexion', 7, undefined])
      expect([address, await leave(address)]).toEqual([address, false]);
  });

  it('gives the overview', async () => {
    const overview = anOverview();
    const { client } = against(() => json(200, overview));
    expect(await client.overview()).toEqual({ ok: true, value: overview });
  });

  it('lets pass a field that a newer API has added', async () => {
    const { client } = against(() => json(200, { ...anOverview(), notices: [] }));
    expect((await client.overview()).ok).toBe(true);
  });

  it.each([
    ['a page of a proxy', '<html></html>'],
    ['an empty answer', ''],
    ['another shape', '{"tenants":{}}'],
  ])('calls unreadable %s', async (_what, text) => {
    const { client } = against(() => new Response(text, { status: 200 }));
    expect(await client.overview()).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable', status: 200 },
    });
  });

  it('calls unreachable a server that does not answer, and never throws', async () => {
    const { client } = against(() => Promise.reject(new TypeError('fetch failed')));
    expect(await client.session()).toMatchObject({ ok: false, problem: { kind: 'unreachable', status: 0 } });
  });

  it('calls unreachable an answer that is cut in the middle', async () => {
    const body = new ReadableStream({
      start: (controller) => {
        controller.error(new Error('cut'));
      },
    });
    const { client } = against(() => new Response(body, { status: 200 }));
    expect(await client.overview()).toMatchObject({ ok: false, problem: { kind: 'unreachable' } });
  });

  it('reads a problem, its errors and the wait', async () => {
    const { client } = against(() =>
      json(
        422,
        {
          code: 'invalid',
          title: 'À corriger',
          detail: 'Voyez.',
          errors: [{ pointer: '/next', detail: 'Trop court.' }, 3],
        },
        { 'retry-after': '90' },
      ),
    );
    expect(await client.changePassword({ current: 'a', next: 'b' })).toEqual({
      ok: false,
      problem: {
        kind: 'refused',
        status: 422,
        code: 'invalid',
        title: 'À corriger',
        detail: 'Voyez.',
        errors: [{ pointer: '/next', message: 'Trop court.' }],
        retryAfter: 90,
      },
    });
  });

  it('survives a refusal without a body', async () => {
    const { client } = against(
      () => new Response('<html>', { status: 502, headers: { 'retry-after': 'soon' } }),
    );
    expect(await client.overview()).toMatchObject({
      problem: { kind: 'refused', status: 502, title: '', retryAfter: null },
    });
  });

  it('reports a lost session where one was needed, and not where a password was wrong', async () => {
    const { client, lost } = against(() => nothing(401));
    await client.session();
    await client.signIn({ email: 'a@example.org', password: 'x' });
    expect(lost()).toBe(0);
    await client.overview();
    expect(lost()).toBe(1);
  });

  it('gives a file, and reads the problem where there is none', async () => {
    const printed = against(() => new Response('%PDF', { headers: { 'content-type': 'application/pdf' } }));
    const outcome = await printed.town.printLetters('town', ['1']);
    expect(outcome.ok && (await outcome.value.text())).toBe('%PDF');
    expect(printed.sent[0]).toMatchObject({
      path: '/api/tenants/town/letters',
      init: { method: 'POST', body: '{"claims":["1"]}', headers: { 'Content-Type': 'application/json' } },
    });
    const refused = against(() => json(401, { code: 'no-session', title: 'Fini' }));
    expect(await refused.town.printLetters('town', [])).toMatchObject({
      problem: { kind: 'refused', status: 401, code: 'no-session', title: 'Fini' },
    });
    expect(refused.lost()).toBe(1);
  });
});
