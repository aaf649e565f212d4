import type { ConsoleGrant } from '@halles/domain/console-accounts';
import { menuOf, type NamedTenant } from './menu';

const town = (id: string, slug: string, state: NamedTenant['state'] = 'live'): NamedTenant => ({
  id,
  slug,
  state,
  stateSince: new Date('2026-11-20T10:00:00Z'),
  settings: { title: { fr: `Titre de ${slug}`, en: `Title of ${slug}` }, timeZone: 'Europe/Paris' },
});
const towns = [town('2', 'valence'), town('1', 'bordeaux'), town('3', 'fermee', 'archived')];
const on = (role: ConsoleGrant['role'], tenantId: string | null): ConsoleGrant => ({ role, tenantId });

describe('the menu', () => {
  it('of an operator has the installation and every territory that is not archived', () => {
    expect(menuOf([on('operator', null)], towns)).toMatchInlineSnapshot(`
      {
        "platform": [
          "overview",
          "accounts",
        ],
        "tenants": [
          {
            "isDraft": false,
            "role": "operator",
            "screens": [
              "claims",
              "reports",
              "listings",
              "mandates",
              "visits",
              "orders",
              "agendas",
              "gauges",
              "team",
            ],
            "slug": "bordeaux",
            "timeZone": "Europe/Paris",
            "title": {
              "en": "Title of bordeaux",
              "fr": "Titre de bordeaux",
            },
          },
          {
            "isDraft": false,
            "role": "operator",
            "screens": [
              "claims",
              "reports",
              "listings",
              "mandates",
              "visits",
              "orders",
              "agendas",
              "gauges",
              "team",
            ],
            "slug": "valence",
            "timeZone": "Europe/Paris",
            "title": {
              "en": "Title of valence",
              "fr": "Titre de valence",
            },
          },
        ],
      }
    `);
  });

  it('of a manager has one territory, with its team', () => {
    expect(menuOf([on('manager', '1')], towns)).toMatchInlineSnapshot(`
      {
        "platform": [],
        "tenants": [
          {
            "isDraft": false,
            "role": "manager",
            "screens": [
              "claims",
              "reports",
              "listings",
              "mandates",
              "visits",
              "orders",
              "agendas",
              "gauges",
              "team",
            ],
            "slug": "bordeaux",
            "timeZone": "Europe/Paris",
            "title": {
              "en": "Title of bordeaux",
              "fr": "Titre de bordeaux",
            },
          },
        ],
      }
    `);
  });

  it('of an agent has the work of one territory', () => {
    expect(menuOf([on('agent', '1')], towns)).toMatchInlineSnapshot(`
      {
        "platform": [],
        "tenants": [
          {
            "isDraft": false,
            "role": "agent",
            "screens": [
              "claims",
              "reports",
              "listings",
              "mandates",
              "visits",
              "orders",
              "agendas",
            ],
            "slug": "bordeaux",
            "timeZone": "Europe/Paris",
            "title": {
              "en": "Title of bordeaux",
              "fr": "Titre de bordeaux",
            },
          },
        ],
      }
    `);
  });

  it('never names a territory that the account has no role on', () => {
    for (const role of ['manager', 'agent'] as const) {
      const menu = JSON.stringify(menuOf([on(role, '1')], towns));
      expect(menu).not.toMatch(/valence|fermee/i);
    }
    expect(menuOf([], towns)).toEqual({ platform: [], tenants: [] });
  });

  it('has no screen of an archived territory, and says to who worked there what became of it', () => {
    expect(menuOf([on('agent', '3')], towns)).toEqual({
      platform: [],
      tenants: [],
      archived: [
        {
          slug: 'fermee',
          title: { fr: 'Titre de fermee', en: 'Title of fermee' },
          since: '2026-11-20T10:00:00.000Z',
        },
      ],
    });
  });

  it('has both territories of who works for two, each with its own role', () => {
    const { tenants } = menuOf([on('agent', '2'), on('manager', '1')], towns);
    expect(tenants.map(({ slug, role }) => [slug, role])).toEqual([
      ['bordeaux', 'manager'],
      ['valence', 'agent'],
    ]);
  });
});
