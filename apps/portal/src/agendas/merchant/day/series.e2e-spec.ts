import { randomUUID } from 'node:crypto';
import { BookingHandling, BookingSeries } from '@halles/domain/agendas';
import { instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { DAY } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { agendasOf, type AgendasWorld, type Salon } from '@halles/testing/agendas';
import { aShopThatMaySell } from '../../../../testing/order-shop';
import { openPortal, type Portal } from '../../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('a booking that a shop repeats', () => {
  let portal: Portal;
  let agendas: AgendasWorld;
  let salon: Salon;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    agendas = await agendasOf(portal.world);
    agendas.at(new Date());
    const shop = await aShopThatMaySell(portal);
    cookie = shop.cookie;
    salon = await agendas.anAgenda(shop.listing);
  });
  afterAll(() => portal.close());

  const path = (to: string): string => `/pro/commerces/${String(salon.id)}/${to}`;
  const post = (to: string, fields: Record<string, string>) =>
    portal.post(HERE, path(to), fields, { cookie });
  const read = async (to: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, to, { headers: { cookie } });
    expect([to, status, checkHtml(body, 'fr')]).toEqual([to, 200, []]);
    return body;
  };

  it('is shown date by date before, booked at once, and cancelled with what comes after it', async () => {
    const zone = portal.world.here.tenant.settings.timeZone;
    const day = wallTime(zone, Date.now()).day + 2;
    const at = (week: number): number => instantOf(zone, day + week * 7, 600);
    await agendas.place(salon, { startsAt: at(1) });
    const fields = {
      ...{ prestation: salon.service, jour: isoOfDay(day), personnes: '1', avec: '', entry: randomUUID() },
      ...{ startsAt: String(at(0)), name: 'Odile', phone: '', email: 'odile@example.org', note: '' },
      ...{ guestName: '', repeter: '1', fois: '4' },
    };
    const wrong = await post('agenda-nouveau', { ...fields, fois: '27' });
    expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining('de 2 à 26')]);
    const shown = await post('agenda-nouveau', fields);
    expect([shown.status, checkHtml(shown.body, 'fr')]).toEqual([200, []]);
    for (const said of ['3 dates sur 4 sont libres', 'déjà pris', 'Prendre ces 3 rendez-vous'])
      expect(shown.body).toContain(said);
    const within = { from: at(0), until: at(4) + DAY };
    const handling = portal.app.get(BookingHandling, { strict: false });
    const ours = async () =>
      (await handling.list(portal.world.here, salon.id, within)).filter(({ seriesId }) => seriesId !== null);
    // Nothing is booked before it was read; another rhythm is shown anew.
    expect(await ours()).toEqual([]);
    const serie = /name="serie" value="([^"]+)"/.exec(shown.body)?.[1] ?? '';
    expect((await post('agenda-nouveau', { ...fields, serie, fois: '3' })).status).toBe(200);
    const done = await post('agenda-nouveau', { ...fields, serie });
    expect([done.status, done.headers.location]).toEqual([
      303,
      `${path('agenda')}?jour=${isoOfDay(day)}&fait=series`,
    ]);
    const [first, second] = await ours();
    expect((await ours()).map(({ startsAt }) => startsAt.getTime())).toEqual([at(0), at(2), at(3)]);
    const page = await read(path(`agenda/${first?.id ?? ''}`));
    for (const said of ['Suivant de la série', 'name="suite"']) expect(page).toContain(said);
    const revoke = { booking: second?.id ?? '', seen: '1', do: 'revoke', reason: 'absent', suite: 'yes' };
    expect((await post('agenda', revoke)).status).toBe(303);
    expect((await ours()).map(({ state }) => state)).toEqual(['confirmed', 'revoked', 'revoked']);
    const left = await portal.app
      .get(BookingSeries, { strict: false })
      .following(portal.world.here, (await ours())[0] ?? never());
    expect(left).toEqual([]);
  });
});

const never = (): never => {
  throw new Error('there is none');
};
