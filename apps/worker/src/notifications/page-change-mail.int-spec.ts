import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import {
  NotificationService,
  NotificationServiceModule,
  PageChangeNotices,
} from '@halles/domain/notifications';
import { ProfileService, ProfilesModule } from '@halles/domain/profiles';
import { HOUR, MINUTE } from '@halles/kernel';
import { MemoryTransport } from '@halles/platform/mail';
import { Outbox } from '@halles/platform/outbox';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { ChangeWords } from './change-words';
import { NotificationPageProcessor } from './notification-page.processor';
import { PageChangeMailTask } from './page-change-mail.task';

const NOW = new Date('2026-11-25T10:00:00Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);
const NADIA = { kind: 'agent', accountId: uuid(), name: 'Nadia Belkacem' } as const;
const PAUL = { kind: 'agent', accountId: uuid(), name: 'Paul Martin' } as const;
const DOOR = {
  number: '12',
  repetition: null,
  street: 'rue Neuve',
  complement: null,
  postalCode: '33000',
  communeCode: '33063',
  position: { longitude: -0.5739, latitude: 44.8404 },
} as const;
const LINK = { kind: 'link', accountId: null, name: 'c•••@four.example' } as const;

describe('what others change of a page', () => {
  const transport = new MemoryTransport();
  let world: World;
  let profiles: ProfileService;
  let notifications: NotificationService;
  let task: PageChangeMailTask;
  let processor: NotificationPageProcessor;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const module = await servicesOf(
      world,
      [DeliveriesModule, NotificationServiceModule, ProfilesModule],
      [mailerTo(transport, world)],
    );
    profiles = module.get(ProfileService);
    notifications = module.get(NotificationService);
    task = new PageChangeMailTask(notifications);
    const words = new ChangeWords(world.config, profiles, { now: () => NOW });
    const deliveries = module.get(DeliveryService);
    processor = new NotificationPageProcessor(world.config, module.get(PageChangeNotices), deliveries, words);
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  async function aKeptPage(ctx: TenantContext = world.here) {
    const [listing = 0] = await writeListings(world, ctx, [{ facts: { displayName: 'Chez Odile' } }]);
    const grants = [{ listingId: listing }];
    const owner = await anAccount(world, ctx, { email: `${uuid()}@four.example`, grants });
    const save = (changes: object, at: Date, author: typeof NADIA | typeof PAUL | typeof LINK = NADIA) =>
      profiles.save(ctx, listing, { version: null, changes, author }, at);
    return { listing, owner, save };
  }

  /** What a worker does at a time. @returns the texts of its mails to somebody */
  async function mailsAt(at: Date, to: { readonly email: string }, ctx = world.here): Promise<string[]> {
    const before = transport.sent.length;
    const known = await promised();
    await task.promise(ctx, { now: at, signal: new AbortController().signal });
    const rows = (await promised()).filter(({ id }) => !known.some((one) => one.id === id));
    for (const { id, ref } of rows) await processor.run({ ctx, outboxId: id, ref, failures: 0 });
    return textsTo(to, before);
  }
  const textsTo = ({ email }: { readonly email: string }, from = 0): string[] =>
    transport.sent
      .slice(from)
      .filter((mail) => JSON.stringify(mail).includes(email))
      .map(({ text }) => text.replaceAll('\u2060', '').replaceAll(/\s+/g, ' '));
  const promised = () =>
    world.installation
      .platform()
      .query<{ id: string; ref: string }>("SELECT id, ref FROM outbox WHERE kind = 'notification.page'");

  it('is mailed together once it is quiet, and again where it begins anew the same day', async () => {
    const { owner, save } = await aKeptPage();
    await save({ phone: '+33556010203' }, NOW);
    await save({ email: 'a@four.example' }, after(3 * MINUTE));
    expect(await mailsAt(after(5 * MINUTE), owner)).toEqual([]);
    const [first, ...others] = await mailsAt(after(8 * MINUTE), owner);
    expect(others).toEqual([]);
    expect(first).toContain('maintenant : 05 56 01 02 03');
    expect(first).toContain('maintenant : a@four.example');
    await save({ website: 'https://four.example/' }, after(40 * MINUTE));
    const [second = '', ...more] = await mailsAt(after(45 * MINUTE), owner);
    expect(more).toEqual([]);
    expect(second).toContain('four.example/');
    expect(second).not.toContain('05 56 01 02 03');
    expect(await mailsAt(after(3 * HOUR), owner)).toEqual([]);
  });

  it('is mailed an hour after the first change, however long they go on', async () => {
    const { owner, save } = await aKeptPage();
    for (let minute = 0; minute <= 60; minute += 4) {
      await save({ phone: `+335560102${String(minute).padStart(2, '0')}` }, after(minute * MINUTE));
      if (minute < 60) expect(await mailsAt(after(minute * MINUTE), owner)).toEqual([]);
    }
    expect(await mailsAt(after(HOUR), owner)).toHaveLength(1);
  });

  it('is mailed apart for each agent, and for corrections by link', async () => {
    const { owner, save } = await aKeptPage();
    await save({ phone: '+33556010203' }, NOW);
    await save({ phone: '+33556010204' }, after(MINUTE), PAUL);
    await save({ phone: '+33556010205' }, after(2 * MINUTE), LINK);
    await save({ phone: '+33556010206' }, after(3 * MINUTE), LINK);
    const mails = await mailsAt(after(8 * MINUTE), owner);
    expect(mails).toHaveLength(3);
    const of = (word: string): string => mails.find((text) => text.includes(word)) ?? '';
    expect(of('Nadia Belkacem')).toContain('avant : Non précisé — maintenant : 05 56 01 02 03');
    expect(of('Paul Martin')).toContain('avant : 05 56 01 02 03 — maintenant : 05 56 01 02 04');
    expect(of('une correction acceptée')).toContain('avant : 05 56 01 02 04 — maintenant : 05 56 01 02 06');
  });

  it('is told as it stands where it was changed and undone meanwhile', async () => {
    const { owner, save } = await aKeptPage();
    await save({ phone: '+33556010203' }, NOW);
    await save({ phone: null }, after(MINUTE));
    const [mail = ''] = await mailsAt(after(6 * MINUTE), owner);
    expect(mail).toContain('Ces modifications ont été annulées entre-temps');
    expect(mail).not.toContain('05 56 01 02 03');
  });

  it('says that the pin moved or the marks of a text changed, where the words stay the same', async () => {
    const { owner, save } = await aKeptPage();
    const address = (longitude: number) => ({ ...DOOR, position: { longitude, latitude: 44.8404 } });
    const marked = (marks: object) => [{ kind: 'paragraph', line: [{ text: 'Du pain.', ...marks }] }];
    await save({ address: address(-0.5739), descriptionFr: marked({}) }, NOW);
    await mailsAt(after(6 * MINUTE), owner);
    await save({ address: address(-0.574) }, after(HOUR));
    const [moved = ''] = await mailsAt(after(HOUR + 6 * MINUTE), owner);
    expect(moved).not.toContain('annulées');
    expect(moved).toContain('12 rue Neuve, 33000 (repère déplacé)');
    await save({ descriptionFr: marked({ strong: true }) }, after(2 * HOUR));
    const [bold = ''] = await mailsAt(after(2 * HOUR + 6 * MINUTE), owner);
    expect(bold).toContain('maintenant : (mise en forme changée) Du pain.');
    await save({ address: address(-0.5741) }, after(3 * HOUR));
    await save({ address: address(-0.574) }, after(3 * HOUR + MINUTE));
    const [back = ''] = await mailsAt(after(3 * HOUR + 7 * MINUTE), owner);
    expect(back).toContain('Ces modifications ont été annulées entre-temps');
  });

  it('stands in the list of the owner as one entry, unread again with each change', async () => {
    const { owner, save } = await aKeptPage();
    await save({ phone: '+33556010203' }, NOW);
    await notifications.markRead(world.here, owner.id, NOW);
    await save({ phone: '+33556010204' }, after(MINUTE));
    const { notifications: entries } = await notifications.inbox(world.here, owner.id, null);
    expect(entries).toMatchObject([{ event: 'page', isRead: false, page: { change: 'page' } }]);
  });

  it.each([
    [
      'closed',
      { state: { state: 'closed', since: null } },
      'Votre page indique désormais une fermeture définitive',
    ],
    ['opened', { state: null }, 'Votre page n’indique plus de fermeture définitive'],
    ['moved', { address: { ...DOOR, number: '14' } }, 'L’adresse de votre page a changé'],
    [null, { address: { ...DOOR, position: null } }, 'Votre page a été modifiée'],
  ])('is called by what it did to the page in list and mail: %s', async (fact, changes, heading) => {
    const { listing, owner, save } = await aKeptPage();
    await profiles.save(
      world.here,
      listing,
      {
        version: null,
        changes: { address: DOOR, ...(fact === 'opened' && { state: { state: 'closed', since: null } }) },
        author: { kind: 'merchant', accountId: owner.id, name: 'Odile' },
      },
      NOW,
    );
    await save({ phone: '+33556010203' }, NOW);
    await save(changes, after(MINUTE));
    await save({ email: 'a@four.example' }, after(2 * MINUTE));
    const { notifications: entries } = await notifications.inbox(world.here, owner.id, null);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.page?.fact ?? null).toBe(fact);
    const [mail = ''] = await mailsAt(after(8 * MINUTE), owner);
    expect(mail).toContain(heading);
  });

  it('is collected once where two changes are made at the same moment', async () => {
    const { owner, save } = await aKeptPage();
    await Promise.all([save({ phone: '+33556010203' }, NOW), save({ email: 'a@four.example' }, after(1))]);
    expect(await mailsAt(after(6 * MINUTE), owner)).toHaveLength(1);
  });

  it('is mailed once whichever worker dies on the way, and to nobody of another territory', async () => {
    const { owner, save } = await aKeptPage();
    const there = await aKeptPage(world.there);
    await there.save({ phone: '+33556010203' }, NOW);
    await save({ phone: '+33556010203' }, NOW);
    // Dies after it took what is due, before it promised the mail.
    const dies = jest.spyOn(Outbox.prototype, 'appendAll').mockRejectedValueOnce(new Error('killed'));
    await expect(mailsAt(after(6 * MINUTE), owner)).rejects.toThrow('killed');
    dies.mockRestore();
    expect(await mailsAt(after(7 * MINUTE), owner)).toHaveLength(1);
    expect(textsTo(there.owner)).toEqual([]);
    // Dies after it promised the mail: what the outbox has is run again, and twice.
    for (const { id, ref } of await promised())
      for (let turn = 0; turn < 2; turn += 1)
        await processor.run({ ctx: world.here, outboxId: id, ref, failures: 1 });
    expect(textsTo(owner)).toHaveLength(1);
    expect(await mailsAt(after(8 * MINUTE), there.owner, world.there)).toHaveLength(1);
  });

  it('is no longer mailed once its owner wants no such mails', async () => {
    const { owner, save } = await aKeptPage();
    await save({ phone: '+33556010203' }, NOW);
    const no = { event: 'page', channel: 'mail', wanted: false } as const;
    await notifications.setPreferences(world.here, owner.id, [no], NOW);
    expect(await mailsAt(after(6 * MINUTE), owner)).toEqual([]);
  });
});
