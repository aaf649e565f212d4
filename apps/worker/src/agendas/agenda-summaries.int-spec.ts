import { AgendaSummaries } from '@halles/domain/agendas';
import { DeliveriesModule, DeliveryService } from '@halles/domain/deliveries';
import { ListingService, ListingsModule } from '@halles/domain/listings';
import { DAY } from '@halles/kernel';
import { MemoryTransport } from '@halles/platform/mail';
import { servicesOf } from '@halles/testing';
import {
  type AgendasWorld,
  AT_TEN,
  bookingMove,
  openAgendasWorld,
  type SalonOptions,
} from '@halles/testing/agendas';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { AgendaSummariseProcessor } from './agenda-summarise.processor';

/** Seven in the morning of the Tuesday on which bookings are made, in Paris. */
const AT_SEVEN = new Date('2026-12-01T06:00:00Z');

/** $1: of which booking; $2: how many; $3: how much later. */
const COPIES = `
  WITH n AS MATERIALIZED (SELECT gen_random_uuid() AS id FROM generate_series(1, $2::int)),
       copied AS (
         INSERT INTO booking
         SELECT (jsonb_populate_record(b, jsonb_build_object(
                   'id', n.id, 'idempotency_key', gen_random_uuid(),
                   'starts_at', b.starts_at + $3::interval, 'ends_at', b.ends_at + $3::interval,
                   'reference', translate(upper(substr(md5(random()::text), 1, 8)), '01AE', '23GH')))).*
           FROM booking b, n WHERE b.id = $1)
  INSERT INTO booking_event
  SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'booking_id', n.id))).*
    FROM booking_event e, n WHERE e.booking_id = $1`;

describe('the daily summary of an agenda', () => {
  let agendas: AgendasWorld;
  let summaries: AgendaSummaries;
  let processor: AgendaSummariseProcessor;
  const transport = new MemoryTransport();

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    const { world } = agendas;
    summaries = agendas.services.get(AgendaSummaries);
    const services = await servicesOf(
      world,
      [DeliveriesModule, ListingsModule],
      [mailerTo(transport, world)],
    );
    const [listings, deliveries] = [services.get(ListingService), services.get(DeliveryService)];
    processor = new AgendaSummariseProcessor(world.config, summaries, listings, deliveries);
  });
  afterAll(() => agendas.world.close());
  beforeEach(async () => {
    agendas.at(AT_SEVEN);
    await agendas.world.work.write(agendas.world.here, (tx) =>
      tx.manager.query('UPDATE agenda SET summary_minute = NULL'),
    );
  });

  const aSalon = (more: object = {}, options: SalonOptions = {}) =>
    agendas.aSalon({ ...options, settings: { summaryMinute: 420, ...more } });
  const promise = (): Promise<number> => summaries.promiseDue(agendas.world.here, () => false);
  /** Runs what was promised, each twice, as after a process died. */
  async function sent() {
    transport.sent.length = 0;
    const platform = agendas.world.installation.platform();
    const jobs = await platform.query<{ ref: string }>(
      `DELETE FROM platform.outbox WHERE kind = 'agenda.summarise' RETURNING ref`,
    );
    for (const { ref } of jobs) {
      const job = { ctx: agendas.world.here, outboxId: uuid(), ref, failures: 0 };
      for (let time = 0; time < 2; time += 1) await processor.run(job);
    }
    return transport.sent.map((mail) => ({ ...mail, text: mail.text.replaceAll('\u00a0', ' ') }));
  }

  it('says once who comes today and tomorrow and what is to confirm, at its hour and not before', async () => {
    const salon = await aSalon({ confirmsByHand: true });
    await agendas.placed(salon, { guestName: 'Paul Martin' });
    await agendas.placed(salon, { startsAt: AT_TEN + DAY });
    agendas.at(new Date(AT_SEVEN.getTime() - 60_000));
    expect(await promise()).toBe(0);
    agendas.at(AT_SEVEN);
    expect(await Promise.all([promise(), promise()]).then(([one, other]) => one + other)).toBe(1);
    expect(await promise()).toBe(0);
    const [mail, ...more] = await sent();
    expect([mail?.subject.replaceAll('\u00a0', ' '), more]).toEqual([
      'Votre agenda du mardi 1er décembre : un rendez-vous',
      [],
    ]);
    for (const said of ['10 h · Paul Martin · Coupe', 'À confirmer', 'Odile Martin', 'Demain'])
      expect(mail?.text).toContain(said);
    expect(mail?.text).toMatch(/\/agenda\?jour=2026-12-02/);
    expect(mail?.text).toMatch(/\/agenda-regles/);
  });

  it('counts all of a day, whatever was cancelled before them, and says how many it does not list', async () => {
    const salon = await aSalon({}, { staff: 9 });
    const { handling, world } = agendas;
    const [first, gone] = [await agendas.placed(salon), await agendas.placed(salon)];
    await agendas.placed(salon, { name: 'Aline Roux' });
    await handling.take(world.here, bookingMove(gone), 'revoked', 'other');
    // The rest of a full day: 60 more that were cancelled, before 51 more that come.
    await world.work.write(world.here, async (tx) => {
      await tx.manager.query(COPIES, [gone.id, 60, '-30 minutes']);
      await tx.manager.query(COPIES, [first.id, 51, '30 minutes']);
    });
    expect(await promise()).toBe(1);
    const [mail] = await sent();
    expect(mail?.subject).toContain('53 rendez-vous');
    expect(mail?.text.match(/^- 10 h ·/gm)).toHaveLength(2);
    expect(mail?.text).toContain('- et 3 autres rendez-vous');
  });

  it('says nothing of a day with nothing, unless it is asked to, and not what a sensitive service is about', async () => {
    await aSalon();
    expect(await promise()).toBe(0);
    // What is booked after the hour is not told late.
    const quiet = await aSalon({ summaryWhenEmpty: true }, { service: { isSensitive: true } });
    expect(await promise()).toBe(1);
    expect((await sent())[0]?.text).toContain('Aucun rendez-vous aujourd’hui.');
    agendas.at(new Date(AT_SEVEN.getTime() + DAY));
    await agendas.placed(quiet, { startsAt: AT_TEN + DAY });
    expect(await promise()).toBe(1);
    const [mail] = await sent();
    expect([mail?.text.includes('10 h · Odile Martin · rendez-vous'), mail?.text.includes('Coupe')]).toEqual([
      true,
      false,
    ]);
  });

  it('is mailed to the town at the address of a service of its own, without who comes', async () => {
    const desk = await aSalon();
    const { here, work } = agendas.world;
    await agendas.placed(desk);
    await work.write(here, async ({ manager }) => {
      await manager.query('DELETE FROM account_grant WHERE listing_id = $1', [desk.id]);
      await manager.query('INSERT INTO town_service (listing_id, created_at) VALUES ($1, now())', [desk.id]);
    });
    expect([await summaries.hasReaders(here, desk.id), await promise()]).toEqual([false, 0]);
    const town = (address: string | null) =>
      work.write(here, async ({ manager }) => {
        await manager.query('UPDATE town_service SET notice_email = $2 WHERE listing_id = $1', [
          desk.id,
          address,
        ]);
        await manager.query('UPDATE agenda SET summarised_on = NULL WHERE listing_id = $1', [desk.id]);
      });
    await town('etat-civil@mairie.example');
    expect([await summaries.hasReaders(here, desk.id), await promise()]).toEqual([true, 1]);
    const [mail, ...more] = await sent();
    expect([mail?.to.address, more]).toEqual(['etat-civil@mairie.example', []]);
    expect(mail?.text).toContain('10 h · rendez-vous · Coupe');
    expect(mail?.text).toMatch(/\/territoires\/[a-z-]+\/rendez-vous/);
    expect(mail?.text).not.toMatch(/Odile|\/pro\/commerces/);
    await town('etat-civil@mairie.example');
    expect(await promise()).toBe(1);
    // Whoever takes the address away is told of nothing that was promised before.
    await town(null);
    expect(await sent()).toEqual([]);
  });

  it('is of its territory, and nothing hours later, nor for who keeps the agenda no more', async () => {
    const salon = await aSalon({ summaryWhenEmpty: true });
    expect(await summaries.promiseDue(agendas.world.there, () => false)).toBe(0);
    agendas.at(new Date(AT_SEVEN.getTime() + 4 * 3_600_000));
    expect(await promise()).toBe(0);
    agendas.at(AT_SEVEN);
    expect(await promise()).toBe(1);
    await agendas.world.work.write(agendas.world.here, (tx) =>
      tx.manager.query('DELETE FROM account_grant WHERE listing_id = $1', [salon.id]),
    );
    expect(await sent()).toEqual([]);
    expect(await summaries.erase(agendas.world.here, new Date(AT_SEVEN.getTime() + DAY))).toBeGreaterThan(0);
  });
});
