import '@angular/compiler';
import { Injector, runInInjectionContext } from '@angular/core';
import { convertToParamMap, DefaultUrlSerializer, Router } from '@angular/router';
import { safeReturnPath } from '../../apps/console/src/app/core/return-path';
import { requiresStep } from '../../apps/console/src/app/core/session.guards';
import { SessionStore } from '../../apps/console/src/app/core/session.store';

describe('the place to come back to after signing in', () => {
  it.each(['/', '/?filtre=val&tri=-state', '/territoires/bordeaux#hotes'])('keeps %s', (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/a\\..\\b',
    'javascript:alert(1)',
    '/\t/evil.example',
    'evil',
    '',
    null,
    undefined,
  ])('never leaves the console for %j', (path) => {
    expect(safeReturnPath(path)).toBe('/');
  });

  it.each(['/connexion', '/connexion?retour=%2F', '/mot-de-passe'])('does not come back to %s', (path) => {
    expect(safeReturnPath(path)).toBe('/');
  });
});

describe('the way in to a page that a mail leads to', () => {
  /** What guards ask of a router: addresses, no navigation. */
  const router = {
    parseUrl: (url: string) => new DefaultUrlSerializer().parse(url),
    createUrlTree: (
      [path = '']: string[],
      { queryParams = {} }: { queryParams?: Record<string, string> } = {},
    ) => new DefaultUrlSerializer().parse(`${path}?${new URLSearchParams(queryParams).toString()}`),
  };
  const detour = (account: unknown, url: string, back: string | null = null): string => {
    const injector = Injector.create({
      providers: [
        { provide: Router, useValue: router },
        { provide: SessionStore, useValue: { account: () => account } },
      ],
    });
    const route = { queryParamMap: convertToParamMap(back === null ? {} : { retour: back }) };
    const guard = requiresStep('enrolment') as (route: unknown, state: unknown) => unknown;
    return String(runInInjectionContext(injector, () => guard(route, { url })));
  };
  const settings = '/double-authentification';

  it('comes back to it behind the password and the code', () => {
    const back = encodeURIComponent(settings);
    expect(detour(undefined, settings)).toBe(`/connexion?retour=${back}`);
    expect(detour({ step: 'second-factor' }, settings)).toBe(`/code?retour=${back}`);
    expect(detour({ step: 'ready' }, settings)).toBe('true');
    expect(safeReturnPath(settings)).toBe(settings);
  });

  it('keeps the place of a step that was on the way to another page', () => {
    expect(detour(undefined, `${settings}?retour=%2Fcomptes`, '/comptes')).toBe(
      '/connexion?retour=%2Fcomptes',
    );
  });
});
