import { randomUUID } from 'node:crypto';
import {
  AgendaServices,
  AgendaSessions,
  BookingHandling,
  bookingLink,
  BookingPlacing,
} from '@halles/domain/agendas';
import { agendaServiceSchema } from '@halles/contracts';
import { DAY, HOUR } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { SignedLinks } from '@halles/platform/tenancy';
import { GENEROUS, signInAs } from '@halles/testing';
import { aBooking, agendasOf, type AgendasWorld, type Salon } from '@halles/testing/agendas';
import { openPortal, type Portal } from '../../testing/portal-harness';
import { aShopThatMaySell } from '../../testing/order-shop';
import { fieldsIn } from '../../testing/posted-fields';

const HERE = 'ici-bourg';
const KEY = /name="idempotencyKey" value="([^"]+)"/;

describe('booking with somebody, or a seat of a session', () => {
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
  /** The form that chooses a time, with what else is sent. */
  const fieldsWith = (html: string, more: Record<string, string>): Record<string, string> => ({
    ...Object.fromEntries(
      ['personnes', 'avec', 'puis'].map((name) => [
        name,
        new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '',
      ]),
    ),
    ...more,
  });
  const timesIn = (html: string): string[] =>
    [...html.matchAll(/name="debut" value="(\d+)"/g)].map(([, value = '']) => value);

  it('books several services in a row with one form, and shows them as one', async () => {
    const [anne = '', bruno = ''] = salon.staff;
    const { here } = portal.world;
    const colour = randomUUID();
    const service = { name: 'Couleur & soin', duration: 60, priceCents: 5_000, resourceIds: [bruno] };
    const services = agendas.services.get(AgendaServices);
    await services.save(here, salon.id, colour, agendaServiceSchema.parse(service));
    const page = await read(times());
    expect(page).toContain('Plusieurs prestations à la suite');
    const chained = `${times()}?personnes=1&avec=${anne}&puis=${colour}`;
    // A list adds one without JavaScript, and what may not follow counts as nothing.
    const added = await read(`${times()}?personnes=1&avec=${anne}&puis=${randomUUID()}&ajout=${colour}`);
    expect(timesIn(added)).toEqual(timesIn(await read(chained)));
    for (const said of [
      'Coupe + Couleur &amp; soin',
      'Retirer Couleur &amp; soin',
      'value="',
      '1\u00a0h\u00a030',
    ])
      expect(added).toContain(said);
    const debut = timesIn(added).at(-1) ?? '';
    expect(timesIn(page)).toContain(debut);
    const held = await portal.post(HERE, times(), fieldsWith(added, { debut }));
    const form = String(held.headers.location);
    const shown = await read(form);
    for (const said of ['78,00', 'Couleur &amp; soin', 'Cette heure vous est gardée'])
      expect(shown).toContain(said);
    const action = form.split('?')[0] ?? '';
    const sent = {
      ...fieldsIn(shown, action),
      ...{ name: 'Odile', email: 'odile@example.org', idempotencyKey: KEY.exec(shown)?.[1] ?? '' },
    };
    const answer = await portal.post(HERE, action, sent);
    expect(answer.status).toBe(303);
    const told = await read(String(answer.headers.location));
    for (const said of [', Coupe', ', Couleur &amp; soin', 'Coiffeur 1', 'Coiffeur 2'])
      expect(told).toContain(said);
    const gone = await portal.post(HERE, action, {
      ...sent,
      puis: randomUUID(),
      idempotencyKey: randomUUID(),
    });
    expect(gone.status).toBe(404);
  });

  it('keeps times for who says that they need them, and tells the shop why', async () => {
    const shop = await aShopThatMaySell(portal, 'Salon Calme');
    salon = await agendas.anAgenda(shop.listing, { settings: { notice: 0 } });
    const space = `/pro/commerces/${String(salon.id)}`;
    const times = `/commerce/salon-calme-${String(salon.id)}/rendez-vous/${salon.service}`;
    expect(await read(times)).not.toContain('name="besoin"');
    // All of each day: whoever needs nothing finds no time.
    for (const weekday of ['1', '2', '3', '4', '5', '6', '7']) {
      const span = { kind: 'sign-language', weekday, from: '00:00', until: '24:00', isReserved: 'yes' };
      const sent = { ...span, do: 'add', id: randomUUID() };
      const { status } = await portal.post(HERE, `${space}/heures-calmes`, sent, { cookie: shop.cookie });
      expect(status).toBe(303);
    }
    const calm = await portal.ask(HERE, `${space}/heures-calmes`, { headers: { cookie: shop.cookie } });
    expect(calm.body).toContain('y sont gardés pour qui dit en avoir besoin');
    const shown = await read(times);
    expect([shown.includes('name="besoin"'), timesIn(shown)]).toEqual([true, []]);
    for (const other of ['helper', 'tout'])
      expect(timesIn(await read(`${times}?besoin=${other}`))).toEqual([]);
    const asked = await read(`${times}?besoin=sign-language`);
    const debut = timesIn(asked).at(-1) ?? '';
    const chosen = { personnes: '1', debut };
    expect((await portal.post(HERE, times, chosen)).status).toBe(409);
    const held = await portal.post(HERE, times, { ...chosen, besoin: 'sign-language' });
    const form = String(held.headers.location);
    const filled = await read(form);
    expect(filled).toContain('langue des signes');
    const action = form.split('?')[0] ?? '';
    const who = { name: 'Odile', email: 'odile@example.org', idempotencyKey: KEY.exec(filled)?.[1] ?? '' };
    const answer = await portal.post(HERE, action, { ...fieldsIn(filled, action), ...who });
    expect(answer.status).toBe(303);
    const [booking] = await agendas.handling.list(portal.world.here, salon.id, {
      from: Number(debut),
      until: Number(debut) + 1,
    });
    const day = new Date(Number(debut)).toISOString().slice(0, 10);
    for (const page of [`/agenda?jour=${day}`, `/agenda/${booking?.id ?? ''}`]) {
      const { body } = await portal.ask(HERE, space + page, { headers: { cookie: shop.cookie } });
      expect([page, body.includes('langue des signes'), checkHtml(body, 'fr')]).toEqual([page, true, []]);
    }
  });

  it('offers who is signed in the times of a follow-up with who received them, however many come', async () => {
    const [anne = '', bruno = ''] = salon.staff;
    const { here } = portal.world;
    const service = { name: 'Suivi', keepsPerson: true, partyMax: 3, resourceIds: [anne, bruno] };
    await agendas.services
      .get(AgendaServices)
      .save(here, salon.id, salon.service, agendaServiceSchema.parse(service));
    const { cookie, account } = await signInAs(portal.world, here, {});
    const first = timesIn(await read(times())).at(3) ?? '';
    const startsAt = Number(first) - 14 * DAY;
    agendas.at(new Date(startsAt - 3 * DAY));
    await agendas.place(salon, { startsAt, email: account.email, personId: bruno });
    agendas.at(new Date());
    await agendas.place(salon, { startsAt: Number(first), personId: bruno });
    expect(timesIn(await read(times()))).toContain(first);
    const own = await portal.ask(HERE, `${times()}?personnes=1`, { headers: { cookie } });
    expect(timesIn(own.body).length).toBeGreaterThan(0);
    expect(timesIn(own.body)).not.toContain(first);
    // The list of how many come carries on with whom.
    const list = /<form class="booking-party"[\s\S]*?<\/form>/.exec(own.body)?.[0] ?? '';
    expect(list).toContain(`name="avec" value="${bruno}"`);
  });

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
  it('lists the sessions of a workshop with the seats that are left, and books one', async () => {
    const { here } = portal.world;
    const { listing } = await aShopThatMaySell(portal);
    salon = await agendas.anAgenda(listing, { service: { isGroup: true, duration: 60, partyMax: 4 } });
    const [near, next, later] = [2, 3, 4].map((days) => Date.now() - (Date.now() % HOUR) + days * DAY);
    const sessions = agendas.services.get(AgendaSessions);
    const add = (startsAt: number | undefined, seats: number) =>
      sessions.add(here, salon.id, {
        ...{ serviceId: salon.service, startsAt: [startsAt ?? 0], seats, place: 'Cave <b>voûtée</b>' },
      });
    await add(near, 1);
    await add(next, 3);
    await add(later, 9);
    await agendas.place(salon, { startsAt: near });
    const [, , last] = await sessions.upcoming(here, salon.id);
    await sessions.close(here, salon.id, last?.id ?? '', true);

    const shown = await read(times());
    expect(timesIn(shown)).toEqual([String(next)]);
    for (const said of ['3 places restantes', 'Complet', 'Réservations closes', 'Cave &lt;b&gt;voûtée'])
      expect(shown).toContain(said);
    expect(await read(`/commerce/le-pain-du-coin-${String(listing)}`)).toContain('3 places restantes');
    expect(timesIn(await read(`${times()}?personnes=4`))).toEqual([]);

    const chosen = await portal.post(HERE, times(), { debut: String(next), personnes: '2' });
    const form = String(chosen.headers.location);
    const page = await read(form);
    const action = form.split('?')[0] ?? '';
    const sent = {
      ...fieldsIn(page, action),
      ...{ name: 'Odile', email: 'odile@example.org', idempotencyKey: KEY.exec(page)?.[1] ?? '' },
    };
    for (const [wrong, said] of [
      [{ debut: String(near) }, 'pas assez de places'],
      [{ debut: String(later) }, 'ne se réserve plus en ligne'],
      [{ debut: String((next ?? 0) + HOUR) }, 'pas une heure de rendez-vous'],
      [{ debut: String((near ?? 0) - 9 * DAY) }, 'Rien n’a été réservé'],
    ] as const) {
      const { status, body } = await portal.post(HERE, action, { ...sent, ...wrong });
      expect([status, body]).toEqual([409, expect.stringContaining(said)]);
    }
    const booked = await portal.post(HERE, action, sent);
    expect(booked.status).toBe(303);
    const own = await read(String(booked.headers.location));
    expect(own).toContain('Cave &lt;b&gt;voûtée');
    expect(await read(times())).toContain('1 place restante');
  });
  it('is planned by the shop, week by week, which sees who comes and tells all when it moves or cancels', async () => {
    const { here } = portal.world;
    const { listing, cookie } = await aShopThatMaySell(portal);
    salon = await agendas.anAgenda(listing, { service: { isGroup: true, duration: 60, partyMax: 4 } });
    const path = `/pro/commerces/${String(listing)}/agenda-seances`;
    const post = (to: string, fields: Record<string, string>) => portal.post(HERE, to, fields, { cookie });
    const page = async (to: string): Promise<string> => {
      const { status, body } = await portal.ask(HERE, to, { headers: { cookie } });
      expect([to, status, checkHtml(body, 'fr')]).toEqual([to, 200, []]);
      return body;
    };
    const dayIn = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
    const asked = {
      ...{ service: salon.service, day: dayIn(3), time: '15:00', seats: '8', place: '', repeat: 'weekly' },
      ...{ until: dayIn(24), except: dayIn(10) },
    };
    for (const [wrong, status] of [
      [{ seats: '0' }, 422],
      [{ seats: '100' }, 422],
      [{ day: dayIn(-3) }, 422],
      [{ until: '' }, 422],
      [{ until: dayIn(500) }, 422],
      [{ except: 'demain' }, 422],
      [{ service: crypto.randomUUID() }, 404],
      [{ time: '25:00' }, 422],
    ] as const)
      expect([wrong, (await post(path, { ...asked, ...wrong })).status]).toEqual([wrong, status]);
    expect((await post(path, asked)).headers.location).toBe(`${path}?fait=added`);
    const sessions = agendas.services.get(AgendaSessions);
    const [first, ...others] = await sessions.upcoming(here, listing);
    expect(others).toHaveLength(2);
    expect((await post(path, { ...asked, repeat: 'none' })).status).toBe(409);
    const startsAt = first?.startsAt.getTime() ?? 0;
    const { id } = await agendas.place(salon, { startsAt, party: 2, name: 'Odile <b>M</b>' });
    expect(await page(path)).toContain('2 places réservées sur 8');

    const one = `${path}/${first?.id ?? ''}`;
    for (const said of ['Odile &lt;b&gt;M&lt;/b&gt;', '2 personnes', 'Annuler et prévenir tout le monde'])
      expect(await page(one)).toContain(said);
    expect((await post(one, { do: 'seats', seats: '1' })).status).toBe(409);
    expect((await post(one, { do: 'cancel', reason: '' })).status).toBe(422);
    expect((await post(one, { do: 'move', day: dayIn(-3), time: '10:00' })).status).not.toBe(303);
    const moved = await post(one, { do: 'move', day: dayIn(4), time: '16:00' });
    expect([moved.status, moved.headers.location]).toEqual([303, `${one}?fait=move`]);
    const handling = agendas.services.get(BookingHandling);
    expect((await handling.get(here, id)).startsAt.getTime()).toBeGreaterThan(startsAt);
    expect((await post(one, { do: 'cancel', reason: 'absent' })).headers.location).toBe(`${one}?fait=cancel`);
    expect((await handling.get(here, id)).state).toBe('revoked');
    expect(await page(one)).not.toContain('Annuler et prévenir');
    expect((await portal.ask(HERE, `${path}/none`, { headers: { cookie } })).status).toBe(404);
  });
});
