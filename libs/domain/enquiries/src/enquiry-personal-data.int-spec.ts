import { PersonalData } from '@halles/domain/accounts';
import { enquiryInputSchema } from '@halles/contracts';
import { anAccount, openWorld, servicesOf, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { EnquiriesModule } from './enquiries.module';
import { EnquiryEntity } from './enquiry.entity';
import { EnquiryService } from './enquiry.service';

describe('what somebody wrote to the town hall', () => {
  let world: World;
  let enquiries: EnquiryService;
  let personal: PersonalData;
  beforeAll(async () => {
    world = await openWorld({ entities: [EnquiryEntity] });
    const services = await servicesOf(world, [EnquiriesModule]);
    enquiries = services.get(EnquiryService);
    personal = services.get(PersonalData, { strict: false });
  });
  afterAll(() => world.close());

  const write = (email: string, ctx = world.here) => {
    const text = { name: 'Odile', subject: 'Terrasse', message: 'Puis-je sortir des tables ?' };
    return enquiries.send(ctx, enquiryInputSchema.parse({ idempotencyKey: uuid(), email, ...text }), 'fr');
  };
  const exported = async (accountId: string) =>
    (await world.work.read(world.here, (tx) => personal.export(tx, accountId)))['enquiries'];
  const messagesOf = async (ctx = world.here): Promise<number> => {
    const rows = await world.work.read(ctx, ({ manager }) =>
      manager.query<unknown[]>('SELECT 1 FROM enquiry'),
    );
    return rows.length;
  };

  it('is given to and erased for whoever has the address, and for nobody who only says so', async () => {
    const { reference } = await write('Odile@Four.example');
    await write('odile@four.example', world.there);
    await write('marc@four.example');
    const { id: stranger } = await anAccount(world, world.here, {
      email: 'marc@four.example',
      isVerified: false,
    });
    const { id: owner } = await anAccount(world, world.here, { email: 'odile@four.example' });
    expect(await exported(stranger)).toEqual([]);
    expect(await exported(owner)).toMatchObject([{ reference, topic: 'Terrasse' }]);
    await world.work.write(world.here, (tx) => personal.erase(tx, stranger, new Date()));
    expect(await messagesOf()).toBe(2);
    await world.work.write(world.here, (tx) => personal.erase(tx, owner, new Date()));
    expect(await exported(owner)).toEqual([]);
    expect([await messagesOf(), await messagesOf(world.there)]).toEqual([1, 1]);
  });
});
