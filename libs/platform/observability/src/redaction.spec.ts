import { createLog, createTrustedLog } from './log';
import { withLogFields } from './log-context';
import { NestLog } from './nest-log';
import { isHiddenField, maskPath, maskText } from './redaction';

/** Writes with the real log and returns the lines as one text, and parsed. */
function written(write: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = [];
  write(
    createLog({
      name: 'test',
      level: 'trace',
      destination: { write: (line: string) => void lines.push(line) },
    }),
  );
  return { text: lines.join(''), lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('what a log never shows', () => {
  const CANARY = 'c4n4ry-value';

  it.each([
    ['a header', { headers: { authorization: CANARY, cookie: CANARY, 'set-cookie': [CANARY] } }],
    ['a password, however deep', { a: { b: { c: { newPassword: CANARY, password_hash: CANARY } } } }],
    ['a token or key', { sessionToken: CANARY, token_hash: CANARY, apiKey: CANARY, masterKey: CANARY }],
    [
      'contact data',
      { email: CANARY, customerEmail: CANARY, phone: CANARY, replyTo: CANARY, recipient: CANARY },
    ],
    ['the body of a message', { message: { body: CANARY, text: CANARY, html: CANARY } }],
    ['a field inside a list', { people: [{ email: CANARY }, { phone_number: CANARY }] }],
  ])('hides %s', (_what, fields) => {
    expect(written((log) => log.info(fields, 'event')).text).not.toContain(CANARY);
  });

  it('hides addresses, numbers, passwords in URLs and tokens in queries inside texts, errors and causes', () => {
    const secret =
      'jeanne@exemple.fr 06 12 34 56 78 +33612345678 postgres://app:hunter2@db/x /lien?token=abc123';
    const { text } = written((log) => {
      log.info(secret);
      log.info({ note: secret }, 'x');
      log.error({ err: new Error(secret, { cause: new Error(secret) }) }, 'failed');
      new NestLog(log).error(new Error(secret), 'Somewhere');
      new NestLog(log).warn(secret, 'Somewhere');
    });
    for (const part of ['jeanne', '06 12', '612345678', 'hunter2', 'abc123'])
      expect(text).not.toContain(part);
  });

  it('drops the own fields of an error, where drivers put queries and rows, and keeps its code and stack', () => {
    const error = Object.assign(new Error('boom'), { code: '23505', detail: CANARY, query: CANARY });
    const { text, lines } = written((log) => log.error({ err: error }, 'failed'));
    expect(text).not.toContain(CANARY);
    expect(lines[0]).toMatchObject({
      level: 'error',
      err: { code: '23505', message: 'boom', stack: expect.stringContaining('at ') },
    });
  });

  it('survives a value that refers to itself', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(written((log) => log.info({ loop }, 'x')).lines).toHaveLength(1);
  });

  it('knows field names in each spelling and leaves the others alone', () => {
    for (const name of ['mustChangePassword', 'status', 'tenant', 'durationMs', 'method', 'total']) {
      expect([name, isHiddenField(name)]).toEqual([name, name === 'mustChangePassword']);
    }
  });
});

describe('what a log does show', () => {
  it('carries the request and the tenant in each line of the work, and nowhere else', async () => {
    const lines: string[] = [];
    const log = createLog({
      name: 't',
      level: 'info',
      destination: { write: (line: string) => void lines.push(line) },
    });
    await withLogFields({ requestId: 'r1', tenant: 'bordeaux' }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      log.info('inside');
    });
    log.info('outside');
    expect(lines[0]).toContain('"requestId":"r1","tenant":"bordeaux"');
    expect(lines[1]).not.toContain('bordeaux');
  });

  it('writes the lines of each request to the same place, at the same level, as they are', () => {
    const lines: string[] = [];
    const log = createLog({
      name: 't',
      level: 'info',
      destination: { write: (line: string) => void lines.push(line) },
    });
    const trusted = createTrustedLog(log);
    trusted.debug({ status: 200 }, 'request');
    trusted.info({ status: 200 }, 'request');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        pid: process.pid,
        name: 't',
        status: 200,
        msg: 'request',
      },
    ]);
  });

  it('shows paths without query, addresses and tokens', () => {
    expect(maskPath('/commerces?q=jeanne@exemple.fr')).toBe('/commerces');
    expect(maskPath('/desinscription/jeanne@exemple.fr')).toBe('/desinscription/[email]');
    expect(maskPath('/lien/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4MTIz')).toBe('/lien/[redacted]');
    expect(maskPath(`/lien/0199f3a2-0000-7000-8000-000000000001.1.${'Ab3-'.repeat(10)}xyz`)).toBe(
      '/lien/[redacted]',
    );
    expect(maskPath('/assets/0a1b2c3d/source-sans-3-latin-wght-normal.woff2')).toBe(
      '/assets/0a1b2c3d/source-sans-3-latin-wght-normal.woff2',
    );
    expect(maskPath('/commerces/boulangerie-du-marche-des-capucins')).toBe(
      '/commerces/boulangerie-du-marche-des-capucins',
    );
    expect(maskText('Réf. 2026-11-25, 3 articles, 12.50')).toBe('Réf. 2026-11-25, 3 articles, 12.50');
  });
});
