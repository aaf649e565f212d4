import { globSync, readFileSync } from 'node:fs';
import type { Menu } from '@halles/contracts';
import { zoneOf } from '../../apps/console/src/app/core/menu';

const APP = 'apps/console/src/app';
/** Counts and lists are written alike whatever the zone. */
const BROWSER_CLOCK =
  /(?<!const \{ (?:count|plural)[^}]*\} = this\.)i18n\.format\(\)(?!\.(?:count|plural|list)\b)/;

describe('days and hours on the screens of a territory', () => {
  it('are those of its clock', () => {
    const town = (slug: string, timeZone: string): Menu['tenants'][number] => ({
      slug,
      timeZone,
      title: { fr: slug, en: slug },
      role: 'agent',
      isDraft: false,
      screens: [],
    });
    const menu = {
      platform: [],
      tenants: [town('valence', 'Europe/Paris'), town('saint-denis', 'Indian/Reunion')],
    };
    expect([zoneOf(menu, 'saint-denis'), zoneOf(menu, 'ailleurs')]).toEqual(['Indian/Reunion', undefined]);
  });

  it('are formatted by no screen with the clock of the browser', () => {
    const screens = globSync(`${APP}/**/*.ts`)
      .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
      .filter(({ text }) => /extends TenantPage|inject\(TenantApi\)/.test(text));
    expect(screens.length).toBeGreaterThan(20);
    expect(screens.filter(({ text }) => BROWSER_CLOCK.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
