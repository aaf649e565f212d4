import { HOUR, MINUTE, SECOND } from '@halles/kernel';
import { hashToken, isSessionAlive, newSessionToken, shouldTouch } from '@halles/platform/auth';
import { OPERATOR_LIMITS, TOWN_LIMITS } from './console-session-limits';
import { clearedSessionCookie, readSessionCookie, SESSION_COOKIE, sessionCookie } from './session-cookie';
import { stepOf } from './session-step';

const at = (ms: number) => new Date(Date.UTC(2026, 10, 25, 9) + ms);

describe('the life of a session', () => {
  const opened = { lastSeenAt: at(0), expiresAt: at(8 * HOUR) };

  it.each([
    ['an operator after a quarter of an hour', OPERATOR_LIMITS, 15 * MINUTE],
    ['a town’s account after half an hour', TOWN_LIMITS, 30 * MINUTE],
  ])('ends for %s without a visit, to the second', (_who, limits, idle) => {
    expect(isSessionAlive(opened, at(idle - SECOND), limits)).toBe(true);
    expect(isSessionAlive(opened, at(idle), limits)).toBe(false);
  });

  it('ends when its time is over, however busy it is', () => {
    const busy = { lastSeenAt: at(8 * HOUR - SECOND), expiresAt: at(8 * HOUR) };
    expect(isSessionAlive(busy, at(8 * HOUR - 1), OPERATOR_LIMITS)).toBe(true);
    expect(isSessionAlive(busy, at(8 * HOUR), OPERATOR_LIMITS)).toBe(false);
    expect([OPERATOR_LIMITS.lifetime, TOWN_LIMITS.lifetime]).toEqual([8 * HOUR, 12 * HOUR]);
  });

  it('writes a visit down once a minute', () => {
    expect(shouldTouch(opened, at(59 * SECOND))).toBe(false);
    expect(shouldTouch(opened, at(MINUTE))).toBe(true);
  });
});

describe('what a session still has to do', () => {
  const operator = [{ role: 'operator', tenantId: null }] as const;
  const agent = [{ role: 'agent', tenantId: 'one' }] as const;
  const proofs = { hasSecondFactor: false, mustChangePassword: false, gaveSecondFactor: false };

  it.each([
    ['an operator without a second factor sets one up', { ...proofs, grants: operator }, 'enrolment'],
    ['an agent need not', { ...proofs, grants: agent }, 'ready'],
    ['whoever has one gives a code', { ...proofs, grants: agent, hasSecondFactor: true }, 'second-factor'],
    [
      'the code comes before the password',
      { ...proofs, grants: operator, hasSecondFactor: true, mustChangePassword: true },
      'second-factor',
    ],
    [
      'and the password before the enrolment',
      { ...proofs, grants: operator, mustChangePassword: true },
      'change-password',
    ],
    [
      'who did it all acts',
      { ...proofs, grants: operator, hasSecondFactor: true, gaveSecondFactor: true },
      'ready',
    ],
  ] as const)('%s', (_what, given, step) => expect(stepOf(given)).toBe(step));
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
