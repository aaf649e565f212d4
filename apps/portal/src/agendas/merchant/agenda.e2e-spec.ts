import { agendaResourceSchema, agendaServiceSchema } from '@halles/contracts';
import {
  AgendaResources,
  AgendaServices,
  AgendaSettingsService,
  BookingHandling,
  BookingPlacing,
} from '@halles/domain/agendas';
import { instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aBooking } from '@halles/testing/agendas';
import { aShopThatMaySell } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const ANSWERS = { template: 'hair', count: '2', duration: '40', gauge: '', confirms: 'by-hand' };

describe('the agenda of a shop', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal, 'Salon du Coin'));
  });

  const path = (to = ''): string => `/pro/commerces/${String(listing)}/agenda${to}`;
  const post = (to: string, fields: Record<string, string>, id = listing) =>
    portal.post(HERE, `/pro/commerces/${String(id)}/agenda${to}`, fields, { cookie });
  const page = async (to = '', expected = 200): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path(to), { headers: { cookie } });
    expect([status, checkHtml(body, 'fr')]).toEqual([expected, []]);
    return body;
  };
  const get = <T>(type: abstract new (...args: never[]) => T): T => portal.app.get(type, { strict: false });
  const zone = (): string => portal.world.here.tenant.settings.timeZone;
  /** Ten o'clock so many days from now, by the clock of the shop. */
  const atTen = (days: number): number => instantOf(zone(), wallTime(zone(), Date.now()).day + days, 600);
  const dayOf = (at: number): string => isoOfDay(wallTime(zone(), at).day);
  const book = async (startsAt: number, more: object = {}): Promise<string> => {
    const [service] = await get(AgendaServices).list(portal.world.here, listing);
    const input = aBooking(service?.id ?? '', { startsAt, ...more });
    return (await get(BookingPlacing).place(portal.world.here, listing, input, 'fr')).id;
  };
  const find = (id: string) => get(BookingHandling).get(portal.world.here, id);

  it('is opened with five questions, once', async () => {
    const asked = await portal.ask(HERE, path(), { headers: { cookie } });
    expect([asked.status, asked.headers.location]).toEqual([303, path('-ouverture')]);
    expect(await page('-ouverture')).toContain('Combien de clients');
    const nobody = await post('-ouverture', { ...ANSWERS, template: 'visit' });
    expect([nobody.status, nobody.body]).toEqual([
      422,
      expect.stringContaining('Écrivez combien de personnes'),
    ]);

    const [first, second] = [await post('-ouverture', ANSWERS), await post('-ouverture', ANSWERS)];
    expect([first.status, second.status]).toEqual([303, 303]);
    const services = await get(AgendaServices).list(portal.world.here, listing);
    expect(services.map(({ name, duration }) => [name, duration])).toEqual([
      ['Coupe femme', 40],
      ['Coupe homme', 30],
      ['Coupe enfant', 30],
      ['Couleur et coupe', 120],
    ]);
    const resources = await get(AgendaResources).list(portal.world.here, listing);
    expect(resources.map(({ name }) => name)).toEqual(['Fauteuil 1', 'Fauteuil 2']);
    expect(await page('?fait=opened')).toContain('Votre agenda est ouvert');
    await book(atTen(2));
  });

  describe('that is open', () => {
    beforeEach(async () => {
      expect((await post('-ouverture', ANSWERS)).status).toBe(303);
    });

    it('shows who waits to be confirmed on any day, and confirms with one touch that is taken back with another', async () => {
      const id = await book(atTen(3), { name: 'Odile <b>Martin</b>', party: 1 });
      const today = await page();
      expect(today).toContain('Odile &lt;b&gt;Martin&lt;/b&gt;');
      const day = dayOf(atTen(3));
      const sent = { booking: id, seen: '1', from: day, do: 'confirm' };
      const { status, headers } = await post('', sent);
      expect([status, headers.location]).toEqual([303, `${path()}?jour=${day}&fait=confirm&rdv=${id}`]);
      expect((await find(id)).state).toBe('confirmed');
      // Who acts on an older page is told, and nothing is done.
      expect((await post('', { ...sent, do: 'revoke', reason: 'full' })).status).toBe(409);

      const shown = await page(`?jour=${day}&fait=confirm&rdv=${id}`);
      expect(shown).toContain('C’est confirmé.');
      expect(shown).toContain('Revenir en arrière');
      expect((await post('', { booking: id, seen: '2', from: day, do: 'undo' })).status).toBe(303);
      expect((await find(id)).state).toBe('pending');
    });

    it('moves and cancels with a reason, and keeps what happened', async () => {
      const id = await book(atTen(3));
      const to = `/${id}`;
      expect(await page(`${to}?jour=${dayOf(atTen(4))}`)).toContain(`value="${String(atTen(4))}"`);
      const moved = await post(to, { seen: '1', jour: dayOf(atTen(4)), startsAt: String(atTen(4)) });
      expect([moved.status, moved.headers.location]).toEqual([303, `${path(to)}?fait=moved`]);
      expect((await find(id)).startsAt.getTime()).toBe(atTen(4));

      const cancelled = await post('', { booking: id, seen: '2', from: '', do: 'revoke', reason: 'absent' });
      expect([cancelled.status, cancelled.headers.location]).toEqual([
        303,
        `${path(to)}?fait=revoke&rdv=${id}`,
      ]);
      const history = await page(to);
      expect(history).toContain('Déplacé par le commerce');
      expect(history).toContain('La personne attendue est absente');
    });

    it('takes bookings at the counter, once, and refuses a time that was taken', async () => {
      const at = atTen(0) > Date.now() ? atTen(0) : atTen(1);
      const [service] = await get(AgendaServices).list(portal.world.here, listing);
      const entry = crypto.randomUUID();
      const who = { name: 'Paul Morin', phone: '06 12 34 56 78', email: '', note: '' };
      const asked = { prestation: service?.id ?? '', jour: dayOf(at), personnes: '1' };
      const sent = { ...asked, ...who, entry, startsAt: String(at) };
      expect(await page(`-nouveau?${new URLSearchParams(asked).toString()}`)).toContain(
        `value="${String(at)}"`,
      );
      for (const again of [1, 2]) {
        const { status, headers } = await post('-nouveau', sent);
        expect([again, status, headers.location]).toEqual([
          again,
          303,
          `${path()}?jour=${dayOf(at)}&fait=booked`,
        ]);
      }
      const within = { from: at, until: at + 1 };
      const booked = await get(BookingHandling).list(portal.world.here, listing, within);
      expect(booked.map(({ state, source, customer }) => [state, source, customer?.phone])).toEqual([
        ['confirmed', 'shop', '+33612345678'],
      ]);
      // There are two chairs.
      expect((await post('-nouveau', { ...sent, entry: crypto.randomUUID(), name: 'Léa Roux' })).status).toBe(
        303,
      );
      const third = { ...sent, entry: crypto.randomUUID(), name: 'Marc Petit' };
      const full = await post('-nouveau', third);
      expect(full.status).toBe(409);
      for (const said of ['déjà pris', 'name="malgre" value="taken"', 'Marc Petit', 'Prendre quand même'])
        expect(full.body).toContain(said);
      // Told of it, the shop enters it all the same, and its team reads that it did.
      expect((await post('-nouveau', { ...third, malgre: 'taken' })).status).toBe(303);
      const typed = (autreHeure: string) =>
        post('-nouveau', { ...third, entry: crypto.randomUUID(), startsAt: '', autreHeure });
      const both = await post('-nouveau', { ...third, entry: crypto.randomUUID(), autreHeure: '23:10' });
      expect(both.status).toBe(422);
      expect(both.body).toContain('Vous avez choisi une heure libre et écrit une autre heure');
      expect((await typed('25:00')).body).toContain('Écrivez une heure comme 10:15');
      expect([(await typed('')).status, (await typed('23 h 10')).status]).toEqual([422, 303]);
      expect(await page('-regles')).toContain('avec quelqu’un qui est déjà pris.');
    });

    it('is told that somebody has as many bookings as they may, and books all the same', async () => {
      const { here } = portal.world;
      const settings = get(AgendaSettingsService);
      const before = await settings.read(here, listing);
      await settings.save(here, listing, { ...before, limitAhead: 1 });
      const [service] = await get(AgendaServices).list(here, listing);
      const entry = crypto.randomUUID();
      const fields = (days: number) => ({
        ...{ prestation: service?.id ?? '', jour: dayOf(atTen(days)), personnes: '1', entry },
        ...{ startsAt: String(atTen(days)), phone: '06 12 99 88 77', email: '', note: '', guestName: '' },
        name: 'Jeanne Prat',
      });
      expect((await post('-nouveau', { ...fields(5), entry: crypto.randomUUID() })).status).toBe(303);
      const warned = await post('-nouveau', fields(6));
      expect(warned.status).toBe(409);
      for (const said of ['a déjà 1 rendez-vous à venir', 'name="sure" value="yes"', 'Prendre quand même'])
        expect(warned.body).toContain(said);
      expect((await post('-nouveau', { ...fields(6), sure: 'yes' })).status).toBe(303);
      await settings.save(here, listing, before);
    });

    it('changes rules, blocks time without cancelling, and opens it again', async () => {
      const at = atTen(3);
      await book(at);
      const rules = {
        ...{ do: 'rules', isOpen: 'yes', confirms: 'at-once', step: '30', notice: '3', horizon: '20' },
        ...{ cancellation: '24', cancellationNote: '', reminderTime: '18:00' },
      };
      expect((await post('-regles', rules)).status).toBe(303);
      const settings = () => get(AgendaSettingsService).read(portal.world.here, listing);
      expect(await settings()).toMatchObject({
        notice: 180,
        horizon: 20,
        cancellationNotice: 1_440,
      });
      const wrong = await post('-regles', { ...rules, horizon: '900' });
      expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining('de 0 à 365')]);

      const block = { do: 'block', firstDay: dayOf(at), from: '', lastDay: '', until: '' };
      expect((await post('-regles', block)).status).toBe(303);
      const blocked = await page('-regles?fait=block');
      expect(blocked).toContain('un rendez-vous est déjà pris');
      await expect(book(at)).rejects.toThrow();
      const backwards = await post('-regles', { ...block, from: '12:00', until: '09:00' });
      expect([backwards.status, backwards.body]).toEqual([
        422,
        expect.stringContaining('La fin est avant le début'),
      ]);
      const pause = /name="pause" value="(\d+-\d+)"/.exec(blocked)?.[1] ?? '';
      expect((await post('-regles', { do: 'free', pause })).status).toBe(303);
      expect((await settings()).pauses).toEqual([]);
    });

    it('adds, changes, orders and removes what can be booked and who serves', async () => {
      const [chair] = await get(AgendaResources).list(portal.world.here, listing);
      const id = crypto.randomUUID();
      const sent = {
        ...{ id, name: 'Barbe', duration: '20', price: '18,50', priceMax: '', description: '' },
        ...{ bufferBefore: '0', bufferAfter: '5', partyMin: '1', partyMax: '1', isActive: 'yes' },
        ...{ resources: chair?.id ?? '', venue: 'shop', access: 'everyone' },
      };
      for (const again of [1, 2])
        expect([again, (await post('-prestations', sent)).status]).toEqual([again, 303]);
      const names = async () =>
        (await get(AgendaServices).list(portal.world.here, listing)).map(({ name }) => name);
      expect((await names()).filter((name) => name === 'Barbe')).toHaveLength(1);
      expect(await page('-prestations')).toContain('18,50');
      expect((await post(`-prestations/${id}`, { do: 'up' })).status).toBe(303);
      expect((await names()).slice(-2)).toEqual(['Barbe', 'Couleur et coupe']);
      const worse = await post(`-prestations/${id}`, { ...sent, partyMin: '3' });
      expect([worse.status, worse.body]).toEqual([422, expect.stringContaining('plus petit que le premier')]);
      expect((await post(`-prestations/${id}`, { do: 'archive' })).status).toBe(303);
      expect(await names()).not.toContain('Barbe');
      expect((await post(`-prestations/${id}`, sent)).status).toBe(404);

      const lea = {
        name: 'Léa',
        kind: 'staff',
        capacity: '1',
        partyMax: '',
        hours: 'ma-sa 9h-12h',
        isActive: 'yes',
      };
      expect((await post('-equipe', { ...lea, id: crypto.randomUUID() })).status).toBe(303);
      expect(await page('-equipe')).toContain('ma-sa 09:00-12:00');
      const unread = await post('-equipe', { ...lea, id: crypto.randomUUID(), hours: 'quand je veux' });
      expect([unread.status, unread.body]).toEqual([422, expect.stringContaining('Écrivez des horaires')]);
    });

    it('says who was faster with rules, services and resources, and overwrites nothing', async () => {
      const [chair] = await get(AgendaResources).list(portal.world.here, listing);
      const [cut] = await get(AgendaServices).list(portal.world.here, listing);
      /** The fields of the form that has a hidden field `seen`, as a browser sends them. */
      const filledIn = async (to: string): Promise<Record<string, string>> => {
        const form = /<form(?:(?!<\/form>)[^])*name="seen"[^]*?<\/form>/.exec(await page(to))?.[0] ?? '';
        const fields = form.matchAll(/<input[^>]*>/g);
        const sent: Record<string, string> = {};
        for (const [tag] of fields) {
          const [name, value = ''] = [/ name="([^"]*)"/.exec(tag)?.[1], / value="([^"]*)"/.exec(tag)?.[1]];
          if (name && (!/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag)))
            sent[name] = value.replaceAll('&quot;', '"');
        }
        return sent;
      };
      const [rules, service, resource] = [
        await filledIn('-regles'),
        await filledIn(`-prestations/${cut?.id ?? ''}`),
        await filledIn(`-equipe/${chair?.id ?? ''}`),
      ];
      await get(AgendaSettingsService).change(portal.world.here, listing, { horizon: 12 });
      await get(AgendaServices).save(
        portal.world.here,
        listing,
        cut?.id ?? '',
        agendaServiceSchema.parse({
          name: 'Coupe longue',
          duration: cut?.duration,
          resourceIds: cut?.resourceIds,
        }),
      );
      await get(AgendaResources).save(
        portal.world.here,
        listing,
        chair?.id ?? '',
        agendaResourceSchema.parse({ kind: 'seat', name: 'Fauteuil du fond' }),
      );
      // Another field of the same rules changes beside it; the same field is asked once more.
      const step = { ...rules, step: '30' };
      expect((await post('-regles', step)).status).toBe(303);
      const settings = () => get(AgendaSettingsService).read(portal.world.here, listing);
      expect(await settings()).toMatchObject({ horizon: 12, step: 30 });
      const faster = await post('-regles', { ...step, horizon: '40' });
      expect([faster.status, faster.body]).toEqual([409, expect.stringContaining('12')]);
      expect(await settings()).toMatchObject({ horizon: 12 });
      const named = await post(`-prestations/${cut?.id ?? ''}`, { ...service, name: 'Coupe courte' });
      expect([named.status, named.body]).toEqual([409, expect.stringContaining('Coupe longue')]);
      expect((await post(`-prestations/${cut?.id ?? ''}`, { ...service, duration: '50' })).status).toBe(303);
      expect((await get(AgendaServices).list(portal.world.here, listing))[0]).toMatchObject({
        name: 'Coupe longue',
        duration: 50,
      });
      const seat = await post(`-equipe/${chair?.id ?? ''}`, { ...resource, name: 'Fauteuil rouge' });
      expect([seat.status, seat.body]).toEqual([409, expect.stringContaining('Fauteuil du fond')]);
    });

    it('takes what else is said of a service, and says at the field what is wrong', async () => {
      const id = crypto.randomUUID();
      const sent = {
        ...{ id, name: 'Barbe', duration: '20', price: '18,50', priceMax: '', description: '' },
        ...{ bufferBefore: '0', bufferAfter: '5', partyMin: '1', partyMax: '1', isActive: 'yes' },
        ...{ venue: 'shop', access: 'everyone' },
      };
      expect((await post('-prestations', sent)).status).toBe(303);
      const details = {
        ...{
          durations: '40 : 30',
          venue: 'video',
          videoUrl: 'https://visio.example.org/barbe',
          access: 'invited',
        },
        ...{ instructionsBefore: 'Barbe propre.', cancellationHours: '48', isSensitive: 'yes' },
      };
      expect((await post(`-prestations/${id}`, { ...sent, ...details })).status).toBe(303);
      const stored = (await get(AgendaServices).list(portal.world.here, listing)).find(
        (one) => one.id === id,
      );
      const longer = { prestation: `${id}:40`, jour: dayOf(atTen(4)), personnes: '1' };
      expect(await page(`-nouveau?${new URLSearchParams(longer).toString()}`)).toContain(
        'Barbe · 40\u00a0min',
      );
      const who = { name: 'Paul Morin', guestName: '', phone: '06 12 34 56 78', email: '', note: '' };
      const entered = { ...longer, ...who, entry: crypto.randomUUID(), startsAt: String(atTen(4)) };
      expect((await post('-nouveau', entered)).status).toBe(303);
      const within = { from: atTen(4), until: atTen(4) + 1 };
      const [noted] = await get(BookingHandling).list(portal.world.here, listing, within);
      expect(noted?.endsAt.getTime()).toBe(atTen(4) + 40 * 60_000);
      expect(stored).toMatchObject({
        ...{ durations: [{ duration: 40, priceCents: 3_000 }], venue: 'video', access: 'invited' },
        ...{ instructionsBefore: 'Barbe propre.', cancellationNotice: 2_880, isSensitive: true },
      });
      const shown = await page(`-prestations/${id}`);
      expect(shown).toContain('40 : 30');
      const invited =
        /<code>[^<]*?(\/commerce\/[^<]*)<\/code>/.exec(shown)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
      expect((await portal.ask(HERE, invited)).status).toBe(200);
      expect((await post(`-prestations/${id}`, { do: 'invite' })).status).toBe(303);
      expect((await portal.ask(HERE, invited)).status).toBe(404);
      for (const [wrong, said] of [
        [{ videoUrl: '' }, 'Écrivez l’adresse de la vidéo'],
        [{ durations: '20' }, 'déjà celle de la prestation'],
        [{ durations: 'longtemps' }, 'une durée par ligne'],
        [{ venue: 'moon' }, 'Choisissez où'],
      ] as const) {
        const { status, body } = await post(`-prestations/${id}`, { ...sent, ...details, ...wrong });
        expect([status, body]).toEqual([422, expect.stringContaining(said)]);
      }
    });

    it('lists what was booked of somebody who is away then, and offers them no more', async () => {
      const [chair] = await get(AgendaResources).list(portal.world.here, listing);
      const at = atTen(3);
      const id = await book(at, { name: 'Odile Martin' });
      const day = dayOf(at).split('-').reverse().join('/');
      const away = { do: 'block', who: chair?.id ?? '', firstDay: day, from: '09:30', until: '11:00' };
      const to = `-equipe/${chair?.id ?? ''}`;
      const saved = await post('-regles', { ...away, reason: 'dentiste' });
      expect([saved.status, saved.headers.location]).toEqual([303, path(to)]);
      const page3 = await page(to);
      for (const said of ['Rendez-vous pris pendant une absence', path(`/${id}`), 'dentiste'])
        expect(page3).toContain(said);
      expect(page3).toMatch(/9\sh\s30 – 11\sh/);
      // What its form says leaves the absence as it is.
      const form = {
        ...{ name: 'Léa', kind: chair?.kind ?? '', capacity: '1', partyMax: '', hours: '' },
        isActive: 'yes',
      };
      expect((await post(to, form)).status).toBe(303);
      // The other chair is there, this one is not; after it, both are.
      await book(at);
      await expect(book(at)).rejects.toThrow();
      for (const _ of [1, 2]) await book(at + 3_600_000);
      const weekly = await post('-regles', { ...away, weekly: 'yes', who: '' });
      expect([weekly.status, weekly.body]).toEqual([422, expect.stringContaining('ce sont ses horaires')]);
      const key = /name="absence" value="([^"]+)"/.exec(await page('-regles'))?.[1] ?? '';
      expect((await post('-regles', { do: 'back', who: away.who, absence: key })).status).toBe(303);
      expect(await page(to)).toContain('Aucune absence notée');
    });

    it('answers bad input with a page that says what is wrong', async () => {
      const id = await book(atTen(3));
      await page('?jour=demain', 422);
      await page('?jour=9999-99-99&rdv=x', 422);
      await page('/nothing', 404);
      await page(`-nouveau?prestation=${'x'.repeat(40)}&jour=&personnes=-1`);
      for (const fields of [
        { booking: 'x', seen: '1', do: 'confirm' },
        { booking: id, seen: '-1', do: 'confirm' },
        { booking: id, seen: '1', do: 'explode' },
      ])
        expect((await post('', fields as Record<string, string>)).status).toBe(422);
      expect((await post('', { booking: id, seen: '1', do: 'absent', reason: '' })).status).toBe(409);
      expect(
        (await post(`/${id}`, { seen: 'x', jour: dayOf(atTen(4)), startsAt: '9'.repeat(15) })).status,
      ).toBe(409);
      expect((await find(id)).event).toBe(1);
    });
  });
});
