import { HOUR, MINUTE, SECOND } from '@halles/kernel';
import { clearedSessionCookie, readSessionCookie, SESSION_COOKIE, sessionCookie } from './session-cookie';
import { isSessionAlive, shouldTouch } from './session-policy';
import { hashToken, newSessionToken } from './session-token';
import { waitAfter } from './sign-in-limiter';

const at = (ms: number) => new Date(Date.UTC(2026, 10, 25, 9) + ms);

describe('the life of a session', () => {
  const opened = { lastSeenAt: at(0), expiresAt: at(8 * HOUR) };

  it('ends after thirty minutes without a visit, to the second', () => {
    expect(isSessionAlive(opened, at(30 * MINUTE - SECOND))).toBe(true);
    expect(isSessionAlive(opened, at(30 * MINUTE))).toBe(false);
  });

  it('ends after eight hours however busy it is', () => {
    const busy = { lastSeenAt: at(8 * HOUR - SECOND), expiresAt: at(8 * HOUR) };
    expect(isSessionAlive(busy, at(8 * HOUR - 1))).toBe(true);
    expect(isSessionAlive(busy, at(8 * HOUR))).toBe(false);
  });

  it('writes a visit down once a minute', () => {
    expect(shouldTouch(opened, at(59 * SECOND))).toBe(false);
    expect(shouldTouch(opened, at(MINUTE))).toBe(true);
  });
});

describe('the session cookie', () => {
  const token = newSessionToken();

  it('is bound to the host, secure, out of reach of scripts and of other sites', () => {
    expect(SESSION_COOKIE.startsWith('__Host-')).toBe(true);
    for (const value of [sessionCookie(token), clearedSessionCookie()]) {
      for (const attribute of ['; Path=/', '; Secure', '; HttpOnly', '; SameSite=Strict'])
        expect(value).toContain(attribute);
      expect(value).not.toMatch(/domain/i);
    }
  });

  it('is read back among others', () => {
    expect(readSessionCookie(`a=b; ${SESSION_COOKIE}=${token}; c=d`)).toBe(token);
  });

  it.each([
    ['none at all', undefined],
    ['an empty one', `${SESSION_COOKIE}=`],
    ['the name twice, even with one value', `${SESSION_COOKIE}=${token}; ${SESSION_COOKIE}=${token}`],
    ['another form of token', `${SESSION_COOKIE}=abc`],
    ['a longer token', `${SESSION_COOKIE}=${token}A`],
    ['another case of the name', `__host-halles-console=${token}`],
    ['a name without its prefix', `halles-console=${token}`],
    ['an exotic blank before the name', `\u00a0${SESSION_COOKIE}=${token}`],
    ['a vertical tab before the name', `\u000b${SESSION_COOKIE}=${token}`],
  ])('is not believed: %s', (_what, header) => expect(readSessionCookie(header)).toBeNull());

  it('carries 256 bits, of which the database sees only a hash', () => {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(hashToken(token)).toHaveLength(32);
    expect(hashToken(token).toString('base64url')).not.toBe(token);
  });
});

it('lets five mistakes pass, then waits 30 s, doubling to a quarter of an hour', () => {
  expect([1, 4, 5, 6, 7, 8, 9, 10, 50].map(waitAfter)).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900]);
});
