import { DatabaseUnreachable } from '@halles/platform/database';
import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { toDomainError } from './error-mapping';
import { plainErrorPage } from './error-pages';
import { InvalidInput, RateLimited } from './http.errors';
import { retryAfterOf, statusOf, toProblem } from './problem';

const pgError = (code: string) => Object.assign(new Error('SELECT secret'), { code, severity: 'ERROR' });
const answered = (thrown: unknown) => {
  const error = toDomainError(thrown);
  return [error.code, statusOf(error)];
};

describe('what was thrown becomes', () => {
  it.each<[string, unknown, string, number]>([
    ['a NUL byte in a text', pgError('22021'), 'malformed-request', 400],
    ['a NUL byte in JSON', pgError('22P05'), 'malformed-request', 400],
    ['a query that took too long', pgError('57014'), 'database-timeout', 504],
    ['a lock that did not come', pgError('55P03'), 'database-timeout', 504],
    ['too many connections', pgError('53300'), 'database-busy', 503],
    ['a lost race', pgError('40001'), 'database-busy', 503],
    ['a deadlock', pgError('40P01'), 'database-busy', 503],
    ['a database that shuts down', pgError('57P01'), 'database-unreachable', 503],
    [
      'a database that died under the statement',
      Object.assign(new Error('x'), { driverError: new Error('Connection terminated unexpectedly') }),
      'database-unreachable',
      503,
    ],
    ['a connection that was cut', pgError('ECONNRESET'), 'database-unreachable', 503],
    [
      'the same inside the mapper of objects',
      Object.assign(new Error('x'), { driverError: pgError('57014') }),
      'database-timeout',
      504,
    ],
    ['a constraint that nobody mapped', pgError('23505'), 'internal-error', 500],
    ['a syntax error in SQL', pgError('42601'), 'internal-error', 500],
    ['one of ours', new DatabaseUnreachable({}), 'database-unreachable', 503],
    ['no route', new NotFoundException(), 'page-not-found', 404],
    ['a body that cannot be read', new BadRequestException(), 'malformed-request', 400],
    ['a status of the server that we do not name', new HttpException('x', 409), 'malformed-request', 400],
    ['a program error', new TypeError('x is undefined'), 'internal-error', 500],
    ['a text', 'oh', 'internal-error', 500],
    ['nothing', undefined, 'internal-error', 500],
  ])('%s', (_what, thrown, code, status) => expect(answered(thrown)).toEqual([code, status]));

  it('keeps what caused it, for the log', () => {
    const cause = new TypeError('x is undefined');
    expect(toDomainError(cause).cause).toBe(cause);
  });
});

describe('a problem', () => {
  const error = new InvalidInput({}, [{ pointer: '/email', message: { fr: 'Faux.', en: 'Wrong.' } }]);

  it('is worded in the language of the reader, errors included', () => {
    expect(toProblem(error, 'fr', '/contact', 'r1')).toEqual({
      type: 'urn:halles:problem:invalid-input',
      title: 'Saisie à corriger',
      status: 422,
      detail: 'Certains champs ne peuvent pas être acceptés tels quels.',
      instance: '/contact',
      code: 'invalid-input',
      params: {},
      requestId: 'r1',
      errors: [{ pointer: '/email', message: 'Faux.' }],
    });
    expect(toProblem(error, 'en', '/contact', 'r1').errors[0]?.message).toBe('Wrong.');
  });

  it('says when to come back where it knows', () => {
    expect(retryAfterOf(new RateLimited({ retryAfterSeconds: 0.2 }))).toBe(1);
    expect(retryAfterOf(new RateLimited({ retryAfterSeconds: 61.5 }))).toBe(62);
    expect(retryAfterOf(error)).toBeUndefined();
  });

  it('escapes what it shows in the page of last resort', () => {
    const page = plainErrorPage(
      { ...toProblem(error, 'fr', '/', '"><script>alert(1)</script>'), title: '<b>&' },
      'fr',
    );
    expect(page).not.toMatch(/<script>|<b>/);
    expect(page).toContain('&lt;b&gt;&amp;');
  });
});
