import { tenantSettingsSchema, tenantStates } from '@halles/contracts';
import type { Tenant } from '@halles/platform/tenancy';
import { decideTenant, readHost } from './host-border';
import { contentSecurityPolicy, securityHeaders } from './security-headers';

const both = { fr: 'x', en: 'x' };
const organisation = { name: 'x', address: 'x' };

function aTenant(state: Tenant['state']): Tenant {
  const settings = tenantSettingsSchema.parse({
    slug: 'bourg',
    title: both,
    tagline: both,
    territory: { kind: 'commune', name: 'x', code: '33063', ofName: both, inName: both },
    contact: { ...organisation, email: 'a@b.fr' },
    publisher: { ...organisation, director: 'x' },
    hosting: organisation,
    dataProtection: { officer: 'x', email: 'a@b.fr' },
    mail: { fromName: 'x', fromLocalPart: 'x', replyTo: 'a@b.fr' },
    accessibility: {},
    word: { text: both, author: both, role: both },
  });
  return {
    id: 'id',
    slug: 'bourg',
    state,
    database: 'main',
    role: 't_1',
    schema: 't_1',
    hosts: [],
    canonicalHost: 'commerces.bourg.fr',
    stateSince: null,
    storageQuotaMb: null,
    isCopy: false,
    settings,
    version: 1,
  };
}

describe('what becomes of a request for a host', () => {
  const origin = (host: string) => `https://${host}`;
  const decide = (state: Tenant['state'], host = 'commerces.bourg.fr', target = '/a?b=c') =>
    decideTenant(aTenant(state), host, target, origin);

  it('serves a live tenant on its canonical host and redirects there from the others', () => {
    expect(decide('live').kind).toBe('serve');
    expect(decide('live', 'bourg.halles.fr')).toMatchObject({
      kind: 'redirect',
      location: 'https://commerces.bourg.fr/a?b=c',
    });
  });

  it.each(['//evil.example', '/\\evil.example', '/%0d%0aLocation:x', '/@evil.example', '/.evil.example'])(
    'redirects on its own origin whatever the path: %s',
    (target) => {
      const decision = decide('live', 'bourg.halles.fr', target);
      expect(decision.kind === 'redirect' && new URL(decision.location).origin).toBe(
        'https://commerces.bourg.fr',
      );
    },
  );

  it('serves in one state alone', () => {
    const codes = tenantStates.map((state) => {
      const decision = decide(state);
      return decision.kind === 'refuse' ? decision.error.code : decision.kind;
    });
    expect(codes).toEqual(['unknown-tenant', 'serve', 'tenant-suspended', 'tenant-archived']);
    // Nothing of a draft is told, to what draws the answer neither.
    expect(decide('draft')).not.toHaveProperty('tenant');
  });

  it('has no tenant for a host that the registry does not know', () => {
    expect(decideTenant(undefined, 'x.example', '/', origin)).toMatchObject({
      kind: 'refuse',
      error: { code: 'unknown-tenant' },
    });
  });
});

describe('the host of a request', () => {
  it('is read from the wire, once and in whatever case of the name', () => {
    expect(readHost(['Accept', '*/*', 'HOST', 'Bourg.FR:80'], '/')).toBe('bourg.fr');
  });

  it.each<[string, string[], string | undefined]>([
    ['twice', ['host', 'a.fr', 'Host', 'a.fr'], '/'],
    ['never', ['accept', '*/*'], '/'],
    ['beside another in the target', ['host', 'a.fr'], 'http://b.fr/'],
    ['beside a target without slash', ['host', 'a.fr'], 'a'],
    ['beside no target', ['host', 'a.fr'], undefined],
  ])('is refused: %s', (_what, headers, target) =>
    expect(() => readHost(headers, target)).toThrow(/malformed-request/),
  );
});

describe('the headers of every answer', () => {
  it('promise https for the host below which all is ours, and for a town’s own domain without what lies below', () => {
    expect(securityHeaders('https', 'subdomain', '')['strict-transport-security']).toBe(
      'max-age=31536000; includeSubDomains',
    );
    expect(securityHeaders('https', 'custom', '')['strict-transport-security']).toBe('max-age=31536000');
    expect(securityHeaders('http', 'subdomain', '')).not.toHaveProperty('strict-transport-security');
  });

  it('allow nothing inline and nobody else', () => {
    expect(contentSecurityPolicy()).not.toMatch(/unsafe|https?:|\*/);
    expect(contentSecurityPolicy({ 'base-uri': "'self'" })).toContain("base-uri 'self'");
  });
});
