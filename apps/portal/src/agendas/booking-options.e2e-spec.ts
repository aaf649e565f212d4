import { AgendaServices, BookingHandling, bookingLink, BookingPlacing } from '@halles/domain/agendas';
import { agendaServiceSchema } from '@halles/contracts';
import { DAY, HOUR } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { SignedLinks } from '@halles/platform/tenancy';
import { GENEROUS } from '@halles/testing';
import { aBooking, agendasOf, type AgendasWorld, type Salon } from '@halles/testing/agendas';
import { openPortal, type Portal } from '../../testing/portal-harness';
import { aShopThatMaySell } from '../../testing/order-shop';
import { fieldsIn } from '../../testing/posted-fields';

const HERE = 'ici-bourg';
const KEY = /name="idempotencyKey" value="([^"]+)"/;

describe('booking with somebody', () => {
  let portal: Portal;
  let agendas: AgendasWorld;
  let salon: Salon;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    agendas = await agendasOf(portal.world);
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    agendas.at(new Date());
    const shop = await aShopThatMaySell(portal);
    salon = await agendas.anAgenda(shop.listing, { staff: 2, service: { choosesPerson: true } });
  });

  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path);
    expect([path, status, checkHtml(body, path.startsWith('/en/') ? 'en' : 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const times = (): string => `/commerce/le-pain-du-coin-${String(salon.id)}/rendez-vous/${salon.service}`;
  const timesIn = (html: string): string[] =>
    [...html.matchAll(/name="debut" value="(\d+)"/g)].map(([, value = '']) => value);

  it('goes from the choice of a person to a page that says them, and back to the same person', async () => {
    const [anne = '', bruno = ''] = salon.staff;
    const open = await read(times());
    for (const said of ['Coiffeur 1 ou Coiffeur 2', 'Sans préférence', 'name="avec"'])
      expect(open).toContain(said);
    // What Anne has no time for is not offered with her.
    const debut = timesIn(open).at(-1) ?? '';
    const { here } = portal.world;
    await agendas.place(salon, { startsAt: Number(debut), personId: anne });
    const week = `${times()}?avec=${anne}`;
    expect(timesIn(await read(times()))).toContain(debut);
    const hers = await read(week);
    expect(timesIn(hers)).not.toContain(debut);
    expect(timesIn(hers).length).toBeGreaterThan(0);

    const chosen = await portal.post(HERE, times(), { debut, personnes: '1', avec: bruno });
    const form = String(chosen.headers.location);
    expect([chosen.status, form]).toEqual([303, expect.stringContaining(`avec=${bruno}`)]);
    const page = await read(form);
    expect(page).toContain('<dt>Avec</dt><dd>Coiffeur 2</dd>');
    const action = form.split('?')[0] ?? '';
    const booked = await portal.post(HERE, action, {
      ...fieldsIn(page, action),
      ...{ name: 'Odile', email: 'odile@example.org', idempotencyKey: KEY.exec(page)?.[1] ?? '' },
    });
    expect(booked.status).toBe(303);
    const own = String(booked.headers.location);
    expect(await read(own)).toContain('<dt>Avec</dt><dd>Coiffeur 2</dd>');
    expect(await read(own)).not.toContain('Reprendre rendez-vous avec');

    // Once they were there, the page leads to the same person.
    const past = aBooking(salon.service, {
      startsAt: Date.now() - (Date.now() % HOUR) - DAY,
      personId: anne,
    });
    agendas.at(new Date(Date.now() - 3 * DAY));
    const by = { actor: 'merchant', accountId: null } as const;
    const { id } = await agendas.services.get(BookingPlacing).place(here, salon.id, past, 'fr', by);
    const token = portal.app.get(SignedLinks, { strict: false }).issue(here, bookingLink, { id, serial: 0 });
    expect((await agendas.services.get(BookingHandling).get(here, id)).personId).toBe(anne);
    const over = await read(`/rendez-vous/${token}`);
    expect(over).toContain('Reprendre rendez-vous avec Coiffeur 1');
    expect(over).toContain(`avec&#x3D;${anne}`);
  });

  it('refuses somebody of another shop, and names nobody where there is no choice', async () => {
    const other = await aShopThatMaySell(portal);
    const elsewhere = await agendas.anAgenda(other.listing, { staff: 2 });
    const debut = timesIn(await read(times())).at(-1) ?? '';
    for (const avec of [elsewhere.staff[0] ?? '', salon.service]) {
      const { status, body } = await portal.post(HERE, times(), { debut, personnes: '1', avec });
      expect([status, body]).toEqual([409, expect.stringContaining('cette personne ne reçoit pas')]);
      expect(await read(`${times()}?avec=${avec}`)).toContain('Sans préférence');
    }
    const services = agendas.services.get(AgendaServices);
    const [own] = await services.list(portal.world.here, salon.id);
    const { id: _, invitation: __, ...input } = own ?? { id: '', invitation: 0 };
    const silent = agendaServiceSchema.parse({ ...input, choosesPerson: false });
    await services.save(portal.world.here, salon.id, salon.service, silent);
    expect(await read(times())).not.toContain('Coiffeur');
    const [anne = ''] = salon.staff;
    expect((await portal.post(HERE, times(), { debut, personnes: '1', avec: anne })).status).toBe(409);
  });
});
