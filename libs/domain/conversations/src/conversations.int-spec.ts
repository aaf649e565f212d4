import { randomUUID } from 'node:crypto';
import { conversationInputSchema } from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import { Readable } from 'node:stream';
import { Clock, DAY, HOUR, MINUTE } from '@halles/kernel';
import { StorageModule } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import { openWorld, servicesOf, signInAs, type World, writeListings } from '@halles/testing';
import type { TestingModule } from '@nestjs/testing';
import { isUnreadBy, type ListedConversation } from './conversation';
import { ConversationNotices } from './conversation-notices.service';
import { ConversationPersonalData } from './conversation-personal-data';
import { ConversationService, type Writer } from './conversation.service';
import { ConversationHandling } from './handling/conversation-handling.service';
import type { ListPosition } from './handling/conversation-view';
import { MessagePhotos } from './message-photos';
import { ConversationsModule } from './conversations.module';
import { Messaging } from './messaging.service';

const NOON = new Date('2026-12-01T11:00:00Z');
const PHOTO = { bytes: 5, stream: () => Readable.from([Buffer.from('photo')]) };
const CUSTOMER: Writer = { side: 'customer', accountId: null };

describe('conversations', () => {
  let world: World;
  let services: TestingModule;
  let conversations: ConversationService;
  let messaging: Messaging;
  let notices: ConversationNotices;
  let listing = 0;
  let shop: Writer;
  let now = NOON;

  beforeAll(async () => {
    world = await openWorld();
    services = await servicesOf(world, [StorageModule, ConversationsModule]);
    jest.spyOn(services.get(Clock), 'now').mockImplementation(() => now);
    conversations = services.get(ConversationService);
    messaging = services.get(Messaging);
    notices = services.get(ConversationNotices);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    now = NOON;
    [listing = 0] = await writeListings(world, world.here, [{ source: 'sirene' }]);
    const { account } = await signInAs(world, world.here, { grants: [{ listingId: listing }] });
    shop = { side: 'shop', accountId: account.id };
    await messaging.setOpen(world.here, listing, true);
  });

  const input = (more: object = {}) =>
    conversationInputSchema.parse({
      ...{
        idempotencyKey: randomUUID(),
        name: 'Odile',
        email: 'odile@example.org',
        text: 'Avez-vous du miel ?',
      },
      ...more,
    });
  const start = async (more: object = {}, ctx: TenantContext = world.here): Promise<string> =>
    (await conversations.start(ctx, listing, input(more), { locale: 'fr', accountId: null })).id;
  const write = (id: string, text: string, writer: Writer, ctx = world.here): Promise<number> =>
    conversations.send(ctx, id, { id: randomUUID(), text }, writer);
  const textsOf = async (id: string): Promise<string[]> =>
    (await conversations.read(world.here, id)).messages.map(({ text }) => text);
  const promised = async (id: string) =>
    (await world.work.read(world.here, ({ manager }) =>
      manager.query<{ id: string; isShop: boolean }[]>(
        'SELECT id, account_id IS NOT NULL AS "isShop" FROM conversation_notice WHERE conversation_id = $1 ORDER BY promised_at, id',
        [id],
      ),
    )) as readonly { id: string; isShop: boolean }[];

  const list = async (after: ListPosition | null, ctx = world.here): Promise<ListedConversation[]> => {
    const which = { view: 'open', label: null, assigneeId: null, after } as const;
    return (await services.get(ConversationHandling).list(ctx, listing, which)).conversations;
  };

  it('are begun where a shop takes messages and somebody would answer, once for each form', async () => {
    const sent = input();
    const by = { locale: 'fr', accountId: null } as const;
    const [one, other] = await Promise.all([
      conversations.start(world.here, listing, sent, by),
      conversations.start(world.here, listing, sent, by),
    ]);
    expect(one).toEqual(other);
    await expect(
      conversations.start(world.here, listing, { ...sent, text: 'Autre' }, by),
    ).rejects.toMatchObject({
      code: 'conversation-key-reused',
    });
    await messaging.setOpen(world.here, listing, false);
    await expect(start()).rejects.toMatchObject({ code: 'messaging-closed' });
    // What was begun goes on.
    expect(await write(one.id, 'Bonjour', shop)).toBe(2);
    await messaging.setOpen(world.here, listing, true);
    jest.spyOn(services.get(GrantService), 'membersOf').mockResolvedValueOnce([]);
    await expect(start()).rejects.toMatchObject({ code: 'messaging-closed' });
  });

  it('number what both sides write at once without gaps, and a message that is sent again once', async () => {
    const id = await start();
    const again = { id: randomUUID(), text: 'Deux pots ?' };
    const all = [
      ...Array.from({ length: 10 }, (_, at) => write(id, `c${String(at)}`, CUSTOMER)),
      ...Array.from({ length: 10 }, (_, at) => write(id, `s${String(at)}`, shop)),
      ...Array.from({ length: 5 }, () => conversations.send(world.here, id, again, CUSTOMER)),
    ];
    const numbers = await Promise.all(all);
    expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 21 }, (_, at) => at + 2),
    );
    expect(new Set(numbers.slice(20)).size).toBe(1);
    const { messages, conversation } = await conversations.read(world.here, id);
    expect(messages.map(({ number }) => number)).toEqual(Array.from({ length: 22 }, (_, at) => at + 1));
    expect(conversation.lastNumber).toBe(22);
    await expect(
      conversations.send(world.here, id, { ...again, text: 'Trois' }, CUSTOMER),
    ).rejects.toMatchObject({ code: 'conversation-key-reused' });
  });

  it('take no more from a customer who writes on and on without an answer, nor where the shop closed one', async () => {
    const id = await start();
    for (let at = 1; at < 20; at += 1) await write(id, String(at), CUSTOMER);
    await expect(write(id, 'encore', CUSTOMER)).rejects.toMatchObject({ code: 'too-many-messages' });
    await write(id, 'Me voici', shop);
    expect(await write(id, 'Ah', CUSTOMER)).toBe(22);
    await conversations.setBlocked(world.here, id, true);
    await expect(write(id, 'Allô', CUSTOMER)).rejects.toMatchObject({ code: 'conversation-blocked' });
    await expect(write(id, 'Allô', shop)).rejects.toMatchObject({ code: 'conversation-blocked' });
    await conversations.setBlocked(world.here, id, false);
    expect(await write(id, 'Allô', shop)).toBe(23);
  });

  it('know what each side has not read, whoever wrote last', async () => {
    const id = await start();
    const seen = (await conversations.read(world.here, id)).conversation;
    await write(id, 'Et du pollen ?', CUSTOMER);
    // The shop answers what it saw: the second question came meanwhile, and is not read by that.
    await conversations.markRead(world.here, seen, 'shop', seen.lastNumber);
    await write(id, 'Oui', shop);
    const { conversation } = await conversations.read(world.here, id);
    expect([isUnreadBy('shop', conversation), isUnreadBy('customer', conversation)]).toEqual([true, true]);
    expect(await conversations.unread(world.here, [listing])).toMatchObject([
      { listingId: listing, count: 1 },
    ]);
    await conversations.markRead(world.here, conversation, 'shop', 3);
    expect(await conversations.unread(world.here, [listing])).toEqual([]);
    // What is read stays read, and nothing is read that was not written.
    await conversations.markRead(world.here, conversation, 'shop', 1);
    await conversations.markRead(world.here, conversation, 'customer', 99);
    expect((await conversations.find(world.here, id))?.read).toEqual({ shop: 3, customer: 3 });
  });

  it('promise one mail for all that waits to be read, and none for what was read', async () => {
    const id = await start();
    await write(id, 'Et du pollen ?', CUSTOMER);
    await notices.promiseDue(world.here);
    expect(await promised(id)).toEqual([]);
    now = new Date(NOON.getTime() + 2 * MINUTE);
    const runs = await Promise.all([notices.promiseDue(world.here), notices.promiseDue(world.here)]);
    expect(runs[0] + runs[1]).toBeGreaterThanOrEqual(1);
    const [notice, ...more] = await promised(id);
    expect([notice?.isShop, more]).toEqual([true, []]);
    const unread = await notices.unreadOf(world.here, notice?.id ?? '');
    expect(unread?.messages.map(({ text }) => text)).toEqual(['Avez-vous du miel ?', 'Et du pollen ?']);
    expect(await notices.promiseDue(world.here)).toBe(0);
    // Read before the mail left: it tells nothing.
    const { conversation } = await conversations.read(world.here, id);
    await conversations.markRead(world.here, conversation, 'shop', 2);
    expect(await notices.unreadOf(world.here, notice?.id ?? '')).toBeNull();
    await write(id, 'Oui', shop);
    now = new Date(NOON.getTime() + 5 * MINUTE);
    expect(await notices.promiseDue(world.here)).toBeGreaterThanOrEqual(1);
    const answer = (await promised(id)).at(-1);
    expect((await notices.unreadOf(world.here, answer?.id ?? ''))?.messages.map(({ text }) => text)).toEqual([
      'Oui',
    ]);
  });

  it('are of their territory and shop alone', async () => {
    const id = await start();
    await expect(conversations.read(world.there, id)).rejects.toMatchObject({
      code: 'conversation-not-found',
    });
    await expect(write(id, 'Bonjour', CUSTOMER, world.there)).rejects.toMatchObject({
      code: 'conversation-not-found',
    });
    expect(await conversations.find(world.there, id)).toBeNull();
    expect(await notices.promiseDue(world.there)).toBe(0);
    expect((await list(null, world.there)).map((one) => one.id)).not.toContain(id);
    await conversations.erase(world.there, id);
    expect(await textsOf(id)).toEqual(['Avez-vous du miel ?']);
  });

  it('list the one that was written in last first, page by page', async () => {
    const first = await start();
    now = new Date(NOON.getTime() + MINUTE);
    const second = await start();
    now = new Date(NOON.getTime() + 2 * MINUTE);
    await write(first, 'Toujours là ?', CUSTOMER);
    const [newest, older] = await list(null);
    expect([newest?.id, newest?.excerpt, older?.id]).toEqual([first, 'Toujours là ?', second]);
    expect(await list(newest ?? null)).toMatchObject([{ id: second }]);
  });

  it('are forgotten a year after the last word, and at once where somebody erases them', async () => {
    const [old, fresh] = [await start(), await start()];
    now = new Date(NOON.getTime() + 30 * DAY);
    await write(fresh, 'Encore moi', CUSTOMER);
    expect(
      await conversations.eraseBefore(world.here, new Date(NOON.getTime() + MINUTE)),
    ).toBeGreaterThanOrEqual(1);
    expect(await conversations.find(world.here, old)).toBeNull();
    await conversations.erase(world.here, fresh);
    expect(await conversations.find(world.here, fresh)).toBeNull();
  });

  it('go with the account of who wrote, and stay without a name where somebody answered for a shop', async () => {
    const { account } = await signInAs(world, world.here, { email: 'anne@example.org' });
    const data = services.get(ConversationPersonalData);
    const own = await start({ email: 'anne@example.org' });
    const other = await start();
    await write(other, 'Oui, bien sûr', shop);
    const exported = await world.work.read(world.here, (tx) => data.export(tx, account.id));
    expect(JSON.stringify(exported)).toContain('anne@example.org');
    expect(JSON.stringify(exported)).not.toContain('odile@example.org');
    const answers = await world.work.read(world.here, (tx) => data.export(tx, shop.accountId ?? ''));
    expect(answers).toMatchObject({ conversations: [], answers: [{ listing, message: 'Oui, bien sûr' }] });
    await world.work.write(world.here, (tx) => data.erase(tx, account.id));
    await world.work.write(world.here, (tx) => data.erase(tx, shop.accountId ?? ''));
    expect(await conversations.find(world.here, own)).toBeNull();
    const { messages } = await conversations.read(world.here, other);
    expect(messages.map(({ accountId }) => accountId)).toEqual([null, null]);
  });

  it('hold photos, each once, for their two sides, until they are erased', async () => {
    const id = await start();
    const photos = services.get(MessagePhotos);
    const sent = { id: randomUUID(), text: '' };
    const { here } = world;
    const numbers = [
      await conversations.send(here, id, sent, CUSTOMER, PHOTO),
      await conversations.send(here, id, sent, CUSTOMER, PHOTO),
    ];
    expect(numbers).toEqual([2, 2]);
    await expect(conversations.send(here, id, sent, CUSTOMER)).rejects.toMatchObject({
      code: 'conversation-key-reused',
    });
    const [, message] = (await conversations.read(here, id)).messages;
    const photoId = message?.photoId ?? '';
    expect((await conversations.photo(here, id, photoId)).bytes).toBe(5);
    for (const elsewhere of [
      conversations.photo(here, await start(), photoId),
      conversations.photo(world.there, id, photoId),
    ])
      await expect(elsewhere).rejects.toMatchObject({ code: 'message-photo-not-found' });
    // The second sending left nothing behind; what a killed process left is swept once it is old.
    const stored = new Date();
    const later = new Date(stored.getTime() + 2 * HOUR);
    expect(await photos.sweep(here, later)).toBe(0);
    await photos.put(here, randomUUID(), PHOTO);
    expect([await photos.sweep(here, stored), await photos.sweep(here, later)]).toEqual([0, 1]);
    await conversations.erase(here, id);
    expect(await photos.sweep(here, later)).toBe(1);
    expect(await photos.get(here, photoId)).toBeNull();
  });

  it('store no number of a payment card', async () => {
    const text = 'Débitez 4242 4242 4242 4242';
    const id = await start({ text });
    const again = { id: randomUUID(), text };
    expect([
      await conversations.send(world.here, id, again, CUSTOMER),
      await conversations.send(world.here, id, again, CUSTOMER),
    ]).toEqual([2, 2]);
    const masked = 'Débitez •••• •••• •••• 4242';
    expect(await textsOf(id)).toEqual([masked, masked]);
  });
});
