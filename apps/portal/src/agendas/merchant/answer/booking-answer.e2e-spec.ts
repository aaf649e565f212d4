import { randomUUID } from 'node:crypto';
import { agendaServiceSchema } from '@halles/contracts';
import {
  AgendaServices,
  type Booking,
  bookingAnswerLink,
  BookingNotices,
  BookingSeries,
  GUEST,
} from '@halles/domain/agendas';
import { Clock, DAY, MINUTE } from '@halles/kernel';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import {
  aBooking,
  agendasOf,
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
} from '@halles/testing/agendas';
import { openPortal, type Portal } from '../../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('answering a booking by the link of its mail', () => {
  let portal: Portal;
  let agendas: AgendasWorld;
  let now = BOOKED_AT;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    jest.spyOn(portal.app.get(Clock), 'now').mockImplementation(() => now);
    agendas = await agendasOf(portal.world);
  });
  beforeEach(() => {
    now = BOOKED_AT;
  });
  afterAll(() => portal.close());

  /** A booking that waits, and the link of its mail. */
  async function mailed() {
    const salon = await agendas.aSalon({ settings: { confirmsByHand: true } });
    const booking = await agendas.placed(salon, { note: 'Frange <b>courte</b>' });
    return { booking, ...(await linkOf(booking.id)) };
  }
  async function linkOf(id: string) {
    const [recipient] = await agendas.rowsOf<{ id: string; account_id: string }>(
      'SELECT id, account_id FROM booking_recipient WHERE booking_id = $1',
      [id],
    );
    const links = new SignedLinks(portal.world.config.masterKey);
    const token = links.issue(portal.world.here, bookingAnswerLink, { id: recipient?.id ?? '', serial: 0 });
    return { token, account: recipient?.account_id, path: `/repondre-rendez-vous/${token}` };
  }
  const pathOf = async (id: string): Promise<string> => (await linkOf(id)).path;
  const seenOn = (html: string): string => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
  const get = (path: string): Promise<{ status: number; body: string }> => portal.ask(HERE, path);
  const again = ({ id }: Booking): Promise<Booking> => agendas.handling.get(portal.world.here, id);

  it('shows the booking, and does nothing before a button is touched', async () => {
    const { booking, path } = await mailed();
    for (const method of ['GET', 'HEAD'] as const) await portal.ask(HERE, path, { method });
    const { status, body, headers } = await portal.ask(HERE, path);
    expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
    expect([headers['set-cookie'], headers['cache-control']]).toEqual([
      undefined,
      expect.stringContaining('no-store'),
    ]);
    expect(body).toContain('noindex');
    for (const said of ['Odile Martin', 'Frange &lt;b&gt;courte', 'Coupe']) expect(body).toContain(said);
    expect(body).toMatch(/mardi\s1er\sdécembre\sà\s10/);
    const refusing = (await get(`${path}?choix=refuser`)).body;
    expect(
      [body, refusing].map((html) => /<button class="button" [^>]*value="(\w+)"/.exec(html)?.[1]),
    ).toEqual(['confirm', 'refuse']);
    expect((await again(booking)).event).toBe(1);
  });

  it('answers with a button, once, says by what, and is kind to who comes second', async () => {
    const { booking, path } = await mailed();
    const seen = seenOn((await get(path)).body);
    const sent = await portal.post(HERE, path, { seen, do: 'confirm' });
    expect([sent.status, sent.headers.location]).toEqual([303, `${path}?fait=confirm`]);
    const done = (await get(`${path}?fait=confirm`)).body;
    for (const said of ['Rendez-vous confirmé', 'avec le lien du courriel', 'ne change plus rien'])
      expect(done).toContain(said);
    // No word of the customer once there is nothing to decide.
    expect(done).not.toContain('Odile Martin');
    expect((await portal.post(HERE, path, { seen, do: 'confirm' })).status).toBe(303);
    for (const pressed of [{ seen }, { seen: '2' }]) {
      const second = await portal.post(HERE, path, { ...pressed, do: 'refuse' });
      expect([second.status, second.body.includes('Confirmé'), second.body.includes('name="do"')]).toEqual([
        409,
        true,
        false,
      ]);
    }
    expect([(await again(booking)).state, (await again(booking)).event]).toEqual(['confirmed', 2]);
  });

  it('shows the services of a booking one after the other, and answers them as one', async () => {
    const { here } = portal.world;
    const salon = await agendas.aSalon({ settings: { confirmsByHand: true } });
    const colour = randomUUID();
    const service = agendaServiceSchema.parse({
      name: 'Couleur <b>',
      duration: 60,
      resourceIds: salon.staff,
    });
    await agendas.services.get(AgendaServices).save(here, salon.id, colour, service);
    const further = [{ serviceId: colour, duration: null }];
    const booking = await agendas.placed(salon, { further });
    const path = await pathOf(booking.id);
    const { body } = await get(path);
    for (const said of ['Coupe + Couleur &lt;b&gt;', '<dt>Dans l’ordre</dt>', '1\u00a0h\u00a030'])
      expect(body).toContain(said);
    expect(body).toMatch(/10\s?h\s?30, Couleur &lt;b&gt;, Coiffeur 1/);
    expect((await portal.post(HERE, path, { seen: seenOn(body), do: 'confirm' })).status).toBe(303);
    expect(await again(booking)).toMatchObject({ state: 'confirmed', parts: { length: 2 } });
  });

  it('answers each date of a series, those that are ticked, with one mail', async () => {
    const { here } = portal.world;
    const service = { seriesMost: 4 };
    const salon = await agendas.aSalon({ settings: { confirmsByHand: true }, service });
    const dates = [0, 1, 2].map((week) => AT_TEN + week * 7 * DAY);
    const series = agendas.services.get(BookingSeries);
    const how = { locale: 'fr', by: GUEST } as const;
    const { ids } = await series.book(here, salon.id, aBooking(salon.service), dates, how);
    const alone = await mailed();
    const path = await pathOf(ids[0] ?? '');
    const shown = (await get(path)).body;
    expect(checkHtml(shown, 'fr')).toEqual([]);
    const boxes = [...shown.matchAll(/name="date" value="([^"]+)" checked/g)].map(([, value = '']) => value);
    expect(boxes).toEqual(ids.map((id) => `${id}_1`));
    const [first = '', second = '', third = ''] = boxes;
    const post = (asked: readonly string[], button: string) =>
      portal.post(HERE, path, [
        ...asked.map((value): [string, string] => ['date', value]),
        ...([
          ['serie', 'oui'],
          ['seen', '1'],
          ['do', button],
        ] as [string, string][]),
      ]);
    const none = await post([], 'confirm');
    expect([none.status, none.body]).toEqual([422, expect.stringContaining('Cochez au moins une date')]);
    expect((await post([first, `${alone.booking.id}_1`], 'confirm')).status).toBe(404);
    const states = async () =>
      Promise.all(ids.map(async (id) => (await agendas.handling.get(here, id)).state));
    expect(await states()).toEqual(['pending', 'pending', 'pending']);
    expect((await post([first, third], 'confirm')).status).toBe(303);
    expect(await states()).toEqual(['confirmed', 'pending', 'confirmed']);
    const [, event] = await agendas.handling.events(here, ids[0] ?? '');
    const told = await agendas.services.get(BookingNotices).ofEvent(here, event?.id ?? '');
    expect(told?.others.map(({ id }) => id)).toEqual([ids[2]]);
    // The same mail answers what is left.
    expect([...(await get(path)).body.matchAll(/name="date" value/g)]).toHaveLength(1);
    expect((await post([second], 'refuse')).status).toBe(303);
    expect(await states()).toEqual(['confirmed', 'revoked', 'confirmed']);
    const over = (await get(path)).body;
    expect(over).not.toContain('name="date"');
    expect([...over.matchAll(/Confirmé<|Annulé par le commerce</g)]).toHaveLength(3);
    expect((await post([first], 'refuse')).status).toBe(409);
  });

  it('refuses, and the time is free again', async () => {
    const { booking, path } = await mailed();
    expect((await portal.post(HERE, path, { seen: '1', do: 'refuse' })).status).toBe(303);
    expect((await again(booking)).state).toBe('revoked');
    const taken = await agendas.rowsOf('SELECT 1 FROM booking_resource WHERE booking_id = $1 AND is_taken', [
      booking.id,
    ]);
    expect(taken).toEqual([]);
  });

  it('says that it was moved meanwhile, and answers for the new time alone', async () => {
    const { booking, path } = await mailed();
    const seen = seenOn((await get(path)).body);
    const move = bookingMove(booking, { actor: 'customer' });
    await agendas.handling.move(portal.world.here, move, AT_TEN + 30 * MINUTE);
    const late = await portal.post(HERE, path, { seen, do: 'confirm' });
    expect(late.status).toBe(409);
    for (const said of ['déplacé depuis ce courriel', '10\u00a0h\u00a030', 'rien n’a été fait'])
      expect(late.body).toContain(said);
    expect((await again(booking)).state).toBe('pending');
    expect((await portal.post(HERE, path, { seen: seenOn(late.body), do: 'confirm' })).status).toBe(303);
    expect((await again(booking)).state).toBe('confirmed');
  });

  it('says that its customer cancelled, or that its time came without an answer', async () => {
    const { booking, path } = await mailed();
    const late = await mailed();
    await agendas.handling.take(portal.world.here, bookingMove(booking, { actor: 'customer' }), 'excused');
    const cancelled = await portal.post(HERE, path, { seen: '1', do: 'confirm' });
    expect([cancelled.status, cancelled.body.includes('Annulé par le client')]).toEqual([409, true]);
    now = new Date(AT_TEN);
    const passed = await get(late.path);
    expect([passed.body.includes('est passée sans réponse'), passed.body.includes('name="do"')]).toEqual([
      true,
      false,
    ]);
    expect((await portal.post(HERE, late.path, { seen: '1', do: 'confirm' })).status).toBe(409);
    expect((await again(late.booking)).state).toBe('pending');
  });

  it('is worth nothing once its reader keeps the agenda no more, nor after its time', async () => {
    const { path, account } = await mailed();
    const old = await mailed();
    await portal.world.work.write(portal.world.here, (tx) =>
      tx.manager.query('DELETE FROM account_grant WHERE account_id = $1', [account]),
    );
    expect([
      (await get(path)).status,
      (await portal.post(HERE, path, { seen: '1', do: 'confirm' })).status,
    ]).toEqual([410, 410]);
    now = new Date(BOOKED_AT.getTime() + 401 * DAY);
    expect((await get(old.path)).status).toBe(410);
  });

  it('is nothing elsewhere, changed, or of another kind; in English on its English page', async () => {
    const { path, token } = await mailed();
    for (const [host, address] of [
      ['autre-ville', path],
      [HERE, `/repondre-rendez-vous/${token.slice(0, -1)}`],
      [HERE, `/rendez-vous/${token}`],
      [HERE, '/repondre-rendez-vous/x'],
    ] as const) {
      const { status, body } = await portal.ask(host, address);
      expect([address, status, body.includes('Odile')]).toEqual([address, 404, false]);
    }
    const english = await get(`/en/answer-appointment/${token}`);
    expect([
      english.status,
      checkHtml(english.body, 'en'),
      english.body.includes('awaits your answer'),
    ]).toEqual([200, [], true]);
  });
});
