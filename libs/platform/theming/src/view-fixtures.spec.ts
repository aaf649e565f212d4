import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ViewFixtures } from './view-fixtures';

describe('fixtures of views', () => {
  const root = mkdtempSync(join(tmpdir(), 'halles-fixtures-'));
  const fixtures = new ViewFixtures(root);
  const write = (name: string, content: object): void => {
    mkdirSync(dirname(fixtures.fileOf(name)), { recursive: true });
    writeFileSync(fixtures.fileOf(name), JSON.stringify(content));
  };

  beforeAll(() => {
    write('defaults', {
      layout: { lang: 'fr', nav: [{ href: '/a' }, { href: '/b' }], portal: { home: '/' } },
    });
    write('claims/defaults', {
      layout: { noindex: true, portal: { title: 'Bourg' } },
      body: { pro: { a: 1 } },
    });
    write('claims/page', { layout: { nav: [] }, body: { heading: 'Demande' } });
    write('claims/page.begin', {
      layout: { lang: null, portal: { home: null } },
      body: { pro: null, note: null },
    });
    write('claims/pages', {});
    write('claims/list', { body: { rows: [{ id: 1, label: 'Un' }, { id: 2 }], errors: [], lead: 'Deux' } });
    write('claims/list.invalid', {
      extends: 'claims/list',
      body: { rows: { '1': { error: 'Trop long' } }, errors: [{ field: 'b' }], lead: null },
    });
    write('claims/list.wrong', { extends: 'claims/list', body: { rows: { '2': { error: 'Trop long' } } } });
    write('home', { body: { heading: 'Accueil' } });
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('take what they do not say from the defaults of their folders, the nearest first', () => {
    expect(fixtures.read('claims/page')).toEqual({
      layout: { lang: 'fr', nav: [], noindex: true, portal: { home: '/', title: 'Bourg' } },
      body: { pro: { a: 1 }, heading: 'Demande' },
    });
    expect(fixtures.read('home')).toEqual({
      layout: { lang: 'fr', nav: [{ href: '/a' }, { href: '/b' }], portal: { home: '/' } },
      body: { heading: 'Accueil' },
    });
  });

  it('remove a member of the defaults by null, and keep a null of their own', () => {
    expect(fixtures.read('claims/page.begin')).toEqual({
      layout: { nav: [{ href: '/a' }, { href: '/b' }], noindex: true, portal: { title: 'Bourg' } },
      body: { note: null },
    });
  });

  it('change what they say of another one, elements of its lists too', () => {
    const { layout, body } = fixtures.read('claims/list.invalid');
    expect(layout).toEqual(fixtures.read('claims/list').layout);
    expect(body).toEqual({
      pro: { a: 1 },
      rows: [
        { id: 1, label: 'Un' },
        { id: 2, error: 'Trop long' },
      ],
      errors: [{ field: 'b' }],
    });
    expect(() => fixtures.read('claims/list.wrong')).toThrow(RangeError);
  });

  it('are found by the view, or by the view of a variant', () => {
    expect(fixtures.namesOf('claims/page')).toEqual(['claims/page.begin', 'claims/page']);
    expect(fixtures.namesOf('claims/page--wide')).toEqual(['claims/page.begin', 'claims/page']);
    expect(fixtures.namesOf('claims/nothing')).toEqual([]);
  });
});
