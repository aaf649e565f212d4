import { agendaServiceSchema } from '@halles/contracts';
import { AgendaFeeds, AgendaResources, AgendaServices } from '@halles/domain/agendas';
import { DAY, DomainError, HOUR, MINUTE } from '@halles/kernel';
import {
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
  openAgenda,
  openAgendasWorld,
  type Salon,
} from '@halles/testing/agendas';

const WORDS = {
  locale: 'fr',
  host: 'ici.example',
  urlOf: (listing: number, booking: string) => `https://ici.example/${String(listing)}/${booking}`,
} as const;

describe('the address of a calendar', () => {
  let agendas: AgendasWorld;
  let feeds: AgendaFeeds;
  let salon: Salon;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    feeds = agendas.services.get(AgendaFeeds);
  });
  afterAll(() => agendas.world.close());
  beforeEach(async () => {
    agendas.at(BOOKED_AT);
    salon = await agendas.aSalon({ staff: 2 });
  });

  const ownerOf = async (): Promise<string> => {
    const sql = 'SELECT account_id AS id FROM account_grant WHERE listing_id = $1';
    const [row] = await agendas.rowsOf<{ id: string }>(sql, [salon.id]);
    return row?.id ?? '';
  };
  const make = async (of: string | null = null): Promise<string> =>
    feeds.make(agendas.world.here, salon.id, of, await ownerOf());
  const textOf = async (token: string): Promise<string> =>
    (await feeds.read(agendas.world.here, token)).write(WORDS).replaceAll('\r\n ', '');
  const codeOf = (token: string, ctx = agendas.world.here): Promise<string> =>
    feeds.read(ctx, token).then(
      () => 'open',
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );

  it('shows who comes when, what was cancelled as that for a while, and of one person theirs alone', async () => {
    const [first = '', second = ''] = salon.staff;
    const booking = await agendas.placed(salon);
    const other = await agendas.placed(salon, { name: 'Paul Petit', email: 'paul@example.org' });
    expect([booking.resources[0]?.id, other.resources[0]?.id]).toEqual([first, second]);
    const all = await textOf(await make());
    expect(all.match(/^SUMMARY:.*$/gm)).toEqual([
      'SUMMARY:Coupe · Odile Martin',
      'SUMMARY:Coupe · Paul Petit',
    ]);
    expect(all).toContain('DTSTART;TZID=Europe/Paris:20261201T100000\r\n');
    const token = await make(second);
    const theirs = await textOf(token);
    expect(theirs.match(/^(SUMMARY|X-WR-CALNAME):.*$/gm)).toEqual([
      'X-WR-CALNAME:Salon des Halles · Coiffeur 2',
      'SUMMARY:Coupe · Paul Petit',
    ]);
    await agendas.handling.take(agendas.world.here, bookingMove(other, { actor: 'customer' }), 'excused');
    expect((await textOf(token)).match(/^(SUMMARY|STATUS|SEQUENCE):.*$/gm)).toEqual([
      'SEQUENCE:2',
      'SUMMARY:Annulé\u00a0: Coupe · Paul Petit',
      'STATUS:CANCELLED',
    ]);
    agendas.at(new Date(BOOKED_AT.getTime() + 15 * DAY));
    expect(await textOf(token)).not.toContain('BEGIN:VEVENT');
    expect(await textOf(await make())).toContain('Odile Martin');
    agendas.at(new Date(BOOKED_AT.getTime() + 31 * DAY));
    expect(await textOf(await make())).not.toContain('BEGIN:VEVENT');
  });

  it('says nothing of a sensitive appointment, neither what it is about nor for whom', async () => {
    const details = { name: 'Dépistage', isSensitive: true, venue: 'home', resourceIds: salon.staff };
    await agendas.services
      .get(AgendaServices)
      .save(agendas.world.here, salon.id, salon.service, agendaServiceSchema.parse(details));
    await agendas.placed(salon, {
      ...{ phone: '+33612345678', note: 'Frange' },
      address: { street: '3 rue du Lac', postcode: '26000', town: 'Valence' },
    });
    const text = await textOf(await make());
    expect(text).toContain('SUMMARY:Rendez-vous\r\n');
    expect(text).not.toMatch(/Dépistage|Odile|Martin|Lac|Frange|12345678/);
  });

  it('says when it changed, and says the same while nothing did', async () => {
    await agendas.placed(salon);
    const token = await make();
    const first = await feeds.read(agendas.world.here, token);
    agendas.at(new Date(BOOKED_AT.getTime() + HOUR));
    const again = await feeds.read(agendas.world.here, token);
    expect([again.digest, again.changedAt]).toEqual([first.digest, first.changedAt]);
    await agendas.placed(salon, { startsAt: AT_TEN + 90 * MINUTE, email: 'paul@example.org' });
    const changed = await feeds.read(agendas.world.here, token);
    expect(changed.digest).not.toBe(first.digest);
    expect(changed.changedAt).toEqual(new Date(BOOKED_AT.getTime() + HOUR));
  });

  it('is written nowhere, opens nothing elsewhere, and ends when another one takes its place', async () => {
    const token = await make();
    const rows = await agendas.rowsOf('SELECT f::text AS row FROM agenda_feed f WHERE listing_id = $1', [
      salon.id,
    ]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect([await codeOf(token), await codeOf(token, agendas.world.there)]).toEqual([
      'open',
      'agenda-feed-not-found',
    ]);
    const next = await make();
    expect([await codeOf(token), await codeOf(next)]).toEqual(['agenda-feed-not-found', 'open']);
    for (const wrong of ['', 'a', `${next}a`, next.toUpperCase(), '\u0000'.repeat(43)])
      expect(await codeOf(wrong)).toBe('agenda-feed-not-found');
  });

  it('ends when it is withdrawn, the agenda closes, the person leaves it, or who made it keeps it no more', async () => {
    const { here, work } = agendas.world;
    const withdrawn = await make();
    await feeds.revoke(here, salon.id, null);
    const closed = await make();
    await agendas.settings.save(here, salon.id, openAgenda({ isOpen: false }));
    await agendas.settings.save(here, salon.id, openAgenda());
    const [first = ''] = salon.staff;
    const left = await make(first);
    const whole = await make();
    await agendas.services.get(AgendaResources).archive(here, salon.id, first);
    expect(await Promise.all([withdrawn, closed, left, whole].map((token) => codeOf(token)))).toEqual([
      ...Array.from({ length: 3 }, () => 'agenda-feed-not-found'),
      'open',
    ]);
    await work.write(here, (tx) =>
      tx.manager.query('DELETE FROM account_grant WHERE listing_id = $1', [salon.id]),
    );
    expect(await codeOf(whole)).toBe('agenda-feed-not-found');
  });

  it('is made of an open agenda and of who serves in it', async () => {
    const owner = await ownerOf();
    const other = await agendas.aSalon();
    const refused = (listing: number, of: string | null): Promise<unknown> =>
      feeds.make(agendas.world.here, listing, of, owner).catch((error: DomainError) => error.code);
    expect(await refused(salon.id, other.staff[0] ?? '')).toBe('agenda-resource-not-found');
    await agendas.settings.save(agendas.world.here, salon.id, openAgenda({ isOpen: false }));
    expect(await refused(salon.id, null)).toBe('agenda-closed');
  });
});
