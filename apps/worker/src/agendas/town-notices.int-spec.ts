import { TownNotices, BookingNotices, referenceWords } from '@halles/domain/agendas';
import { DeliveriesModule, DeliveryService } from '@halles/domain/deliveries';
import { ListingService, ListingsModule, TownServices } from '@halles/domain/listings';
import { MINUTE } from '@halles/kernel';
import { MemoryTransport } from '@halles/platform/mail';
import { SignedLinks } from '@halles/platform/tenancy';
import { servicesOf } from '@halles/testing';
import { type AgendasWorld, AT_TEN, BOOKED_AT, bookingMove, openAgendasWorld } from '@halles/testing/agendas';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { BookingNotifyCustomerProcessor } from './booking-notify-customer.processor';
import { BookingNotifyTownProcessor } from './booking-notify-town.processor';

describe('mails about bookings at a service of the town', () => {
  let agendas: AgendasWorld;
  let services: Awaited<ReturnType<typeof servicesOf>>;
  let processors: Readonly<Record<string, BookingNotifyCustomerProcessor | BookingNotifyTownProcessor>>;
  const transport = new MemoryTransport();

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    const { world } = agendas;
    services = await servicesOf(world, [DeliveriesModule, ListingsModule], [mailerTo(transport, world)]);
    const [listings, deliveries] = [services.get(ListingService), services.get(DeliveryService)];
    const { config } = world;
    const told = agendas.services.get(BookingNotices);
    const signed = new SignedLinks(config.masterKey);
    processors = {
      'booking.notify-customer': new BookingNotifyCustomerProcessor(
        ...([config, told, listings, signed, deliveries] as const),
      ),
      'booking.notify-town': new BookingNotifyTownProcessor(
        ...([config, agendas.services.get(TownNotices), listings, deliveries] as const),
      ),
    };
  });
  afterAll(() => agendas.world.close());
  beforeEach(() => agendas.at(BOOKED_AT));

  /** Runs what was promised since the last time, each twice, as after a process died. */
  async function sent() {
    transport.sent.length = 0;
    const { installation, here } = agendas.world;
    const jobs = await installation
      .platform()
      .query<{ kind: string; ref: string }>(
        `WITH gone AS (DELETE FROM platform.outbox WHERE kind LIKE 'booking.%' RETURNING kind, ref) SELECT * FROM gone ORDER BY kind`,
      );
    for (const { kind, ref } of jobs) {
      const outboxId = uuid();
      for (let time = 0; time < 2; time += 1)
        await processors[kind]?.run({ ctx: here, outboxId, ref, failures: 0 });
    }
    return transport.sent.map(({ to, subject, text }) => ({
      to: to.address,
      ...{ subject: subject.replaceAll('\u00a0', ' '), text: text.replaceAll('\u00a0', ' ') },
    }));
  }

  /** A salon that the town took over as a desk of its own. */
  async function aDesk(settings: object = {}) {
    const desk = await agendas.aSalon({ settings });
    const { work, here } = agendas.world;
    await work.write(here, async ({ manager }) => {
      await manager.query('DELETE FROM account_grant WHERE listing_id = $1', [desk.id]);
      await manager.query(`UPDATE listing SET category = 'town-service' WHERE id = $1`, [desk.id]);
      await manager.query('INSERT INTO town_service (listing_id, created_at) VALUES ($1, $2)', [
        desk.id,
        BOOKED_AT,
      ]);
    });
    return desk;
  }
  const tell = (listing: number, address: string | null): Promise<void> =>
    services.get(TownServices).setNoticeAddress(agendas.world.here, listing, address, BOOKED_AT);

  it('tell the mailbox that the town chose when somebody comes, and not who; the customer hears of a service', async () => {
    const desk = await aDesk({ confirmsByHand: true });
    await tell(desk.id, 'etat-civil@mairie.example');
    const booking = await agendas.placed(desk, { note: 'Passeport perdu', phone: '+33612345678' });
    const [customer, town, ...none] = await sent();
    expect(none).toEqual([]);
    expect(customer?.text).toContain('Le service doit encore confirmer');
    expect(customer?.text).not.toMatch(/commerce|chez /i);
    expect(town).toMatchObject({
      to: 'etat-civil@mairie.example',
      subject: expect.stringMatching(/^Rendez-vous à confirmer : .+, mardi 1er décembre à 10 h$/),
    });
    expect(town?.text).toContain(`Référence : ${referenceWords(booking.reference)}`);
    expect(town?.text).toMatch(/\/territoires\/[^/\s]+\/rendez-vous/);
    expect(town?.text).not.toMatch(/Odile|06 12 34|Passeport perdu|odile@/);

    // What the town does itself it knows; what its customer does afterwards, it is told.
    const { handling, world } = agendas;
    await handling.take(world.here, bookingMove(booking, { actor: 'town', accountId: null }), 'confirmed');
    expect((await sent()).map(({ to }) => to)).toEqual(['odile@example.org']);
    const seen = await handling.get(world.here, booking.id);
    await handling.take(world.here, bookingMove(seen, { actor: 'customer' }), 'excused');
    expect((await sent()).map(({ subject }) => subject)).toContainEqual(
      expect.stringMatching(/^Rendez-vous annulé : .+ 10 h$/),
    );
  });

  it('tell nobody of the town where no address was chosen, or none any more', async () => {
    const desk = await aDesk();
    await agendas.placed(desk);
    expect((await sent()).map(({ to }) => to)).toEqual(['odile@example.org']);
    await tell(desk.id, 'accueil@mairie.example');
    await agendas.placed(desk, { startsAt: AT_TEN + 60 * MINUTE });
    await tell(desk.id, null);
    expect((await sent()).map(({ to }) => to)).toEqual(['odile@example.org']);
  });
});
