import { openWorld, platformOf, type World, worldModule } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { RECIPIENT_LIMITS, RecipientLimit } from './recipient-limit';

describe('the limit of mails to an address that nobody proved', () => {
  const counted = { counted: 'x', limits: RECIPIENT_LIMITS };
  let world: World;
  let limit: RecipientLimit;

  beforeAll(async () => {
    world = await openWorld();
    const module = await Test.createTestingModule({
      imports: [worldModule(world)],
      providers: [RecipientLimit],
    }).compile();
    limit = module.get(RecipientLimit);
  });
  afterAll(() => world.close());

  it('admits a few, also where they are sent all at once', async () => {
    const mail = () => ({ address: 'foule@mail.example', ...counted, delivery: uuid() });
    const now = new Date();
    const admitted = await Promise.all(Array.from({ length: 40 }, () => limit.admits(mail(), now)));
    expect(admitted.filter(Boolean)).toHaveLength(RECIPIENT_LIMITS.hour);
  });

  it('counts all addresses of one mailbox together, with what stands behind a plus or without', async () => {
    const now = new Date();
    let admitted = 0;
    for (let n = 0; n < 10; n += 1) {
      const address = n % 2 === 0 ? `victime+${n}@mail.example` : 'Victime@mail.example';
      admitted += Number(await limit.admits({ address, ...counted, delivery: uuid() }, now));
    }
    expect(admitted).toBe(RECIPIENT_LIMITS.hour);
  });

  it('counts each mail once, however often it is tried', async () => {
    const mail = { address: 'essais@mail.example', ...counted, delivery: uuid() };
    for (let tries = 0; tries < 20; tries += 1) expect(await limit.admits(mail, new Date())).toBe(true);
  });

  it('forgets mails after a day, which is also when the address may be written to again', async () => {
    const mail = () => ({ address: 'demain@mail.example', ...counted, delivery: uuid() });
    const start = Date.now();
    const hours = (n: number) => new Date(start + n * 3_600_000);
    let admitted = 0;
    for (let hour = 0; hour < 10; hour += 1)
      for (let n = 0; n < 10; n += 1) admitted += Number(await limit.admits(mail(), hours(hour)));
    expect(admitted).toBe(RECIPIENT_LIMITS.day);
    expect(await limit.admits(mail(), hours(25))).toBe(true);
    await limit.forget({ now: hours(50), signal: new AbortController().signal });
    const [rows] = await platformOf(world).query<{ count: number }>(
      'SELECT count(*)::int FROM mail_recipient',
    );
    expect(rows?.count).toBe(0);
  });
});
