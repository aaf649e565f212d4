import { randomUUID } from 'node:crypto';
import { conversationInputSchema } from '@halles/contracts';
import { Clock, MINUTE } from '@halles/kernel';
import { StorageModule } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import { openWorld, servicesOf, signInAs, type World, writeListings } from '@halles/testing';
import type { TestingModule } from '@nestjs/testing';
import { isUnreadBy, type ListedConversation } from '../conversation';
import { ConversationNotices } from '../conversation-notices.service';
import { ConversationService } from '../conversation.service';
import { ConversationsModule } from '../conversations.module';
import { Messaging } from '../messaging.service';
import { CannedAnswers } from './canned-answers.service';
import { ConversationHandling } from './conversation-handling.service';
import type { ConversationView } from './conversation-view';

const NOON = new Date('2026-12-01T11:00:00Z');

describe('the handling of conversations', () => {
  let world: World;
  let services: TestingModule;
  let conversations: ConversationService;
  let handling: ConversationHandling;
  let listing = 0;
  let member = '';
  let other = '';
  let now = NOON;

  beforeAll(async () => {
    world = await openWorld();
    services = await servicesOf(world, [StorageModule, ConversationsModule]);
    jest.spyOn(services.get(Clock), 'now').mockImplementation(() => now);
    conversations = services.get(ConversationService);
    handling = services.get(ConversationHandling);
  });
  afterAll(() => world.close());

  const shopIn = async (ctx: TenantContext): Promise<{ listing: number; member: string }> => {
    const [id = 0] = await writeListings(world, ctx, [{ source: 'sirene' }]);
    const { account } = await signInAs(world, ctx, { grants: [{ listingId: id }] });
    await services.get(Messaging).setOpen(ctx, id, true);
    return { listing: id, member: account.id };
  };
  beforeEach(async () => {
    now = NOON;
    ({ listing, member } = await shopIn(world.here));
    const grants = [{ listingId: listing, role: 'merchant-staff' as const }];
    other = (await signInAs(world, world.here, { grants })).account.id;
  });

  const start = async (
    text: string,
    more: object = {},
    shop = listing,
    ctx = world.here,
  ): Promise<string> => {
    const fields = {
      idempotencyKey: randomUUID(),
      name: 'Odile',
      email: `${randomUUID()}@example.org`,
      text,
    };
    const input = conversationInputSchema.parse({ ...fields, ...more });
    return (await conversations.start(ctx, shop, input, { locale: 'fr', accountId: null })).id;
  };
  const answer = (id: string, text: string, accountId = member): Promise<number> =>
    conversations.send(world.here, id, { id: randomUUID(), text }, { side: 'shop', accountId });
  const idsOf = (found: readonly ListedConversation[] | null): string[] => (found ?? []).map(({ id }) => id);
  const search = async (text: string): Promise<string[]> =>
    idsOf(await handling.search(world.here, listing, text));
  const list = async (view: ConversationView, label: string | null = null): Promise<ListedConversation[]> => {
    const assigneeId = view === 'mine' ? member : null;
    return (await handling.list(world.here, listing, { view, label, assigneeId, after: null })).conversations;
  };

  it('finds messages by their words, with and without accents and plurals, in its own shop alone', async () => {
    const honey = await start('Avez-vous du miel de châtaignier ?');
    const jars = await start('Deux pots, merci', { name: 'Hélène' });
    const elsewhere = await shopIn(world.here);
    await start('Du miel ?', {}, elsewhere.listing);
    const there = await shopIn(world.there);
    await start('Du miel ?', {}, there.listing, world.there);
    await answer(jars, 'Lesquels ? Acacia ou châtaignier');
    expect(await search('MIEL chataign')).toEqual([honey]);
    expect((await search('châtaigniers')).sort()).toEqual([honey, jars].sort());
    expect(await search('pot')).toEqual([jars]);
    expect(await search('helene')).toEqual([jars]);
    expect(await search('miel acacia')).toEqual([]);
    expect(await handling.search(world.here, listing, 'le la')).toBeNull();
    const [found] = (await handling.search(world.here, listing, 'pots')) ?? [];
    expect(found).toMatchObject({ excerpt: 'Deux pots, merci', excerptNumber: 1, lastNumber: 2 });
  });

  it('finds messages of a server of the release before once their words are noted', async () => {
    const id = await start('Du pollen ?');
    await world.work.write(world.here, ({ manager }) =>
      manager.query('UPDATE conversation_message SET words = NULL WHERE conversation_id = $1', [id]),
    );
    expect(await search('pollen')).toEqual([]);
    expect(await handling.noteWords(world.here)).toBe(1);
    expect([await search('pollen odile'), await handling.noteWords(world.here)]).toEqual([[id], 0]);
  });

  it('lists what waits for an answer, and since when, what is for one of the team, and what is done until its customer writes', async () => {
    const id = await start('Une question');
    now = new Date(NOON.getTime() + 5 * MINUTE);
    await conversations.send(
      world.here,
      id,
      { id: randomUUID(), text: 'Allô ?' },
      { side: 'customer', accountId: null },
    );
    const answered = await start('Autre chose');
    await answer(answered, 'Oui');
    expect((await list('waiting')).map((one) => [one.id, one.waitingSince])).toEqual([[id, NOON]]);
    expect((await list('open')).find((one) => one.id === answered)?.waitingSince).toBeNull();
    await handling.sort(world.here, id, { labels: ['devis'], assigneeId: member });
    expect([idsOf(await list('mine')), idsOf(await list('open', 'devis')), await list('open', 'x')]).toEqual([
      [id],
      [id],
      [],
    ]);
    await handling.setDone(world.here, id, true);
    expect([idsOf(await list('done')), idsOf(await list('waiting'))]).toEqual([[id], []]);
    await conversations.send(
      world.here,
      id,
      { id: randomUUID(), text: 'Encore' },
      { side: 'customer', accountId: null },
    );
    expect([await list('done'), idsOf(await list('waiting'))]).toEqual([[], [id]]);
  });

  it('is given to somebody of the team alone, whom mails then go to', async () => {
    const id = await start('Une question');
    const { member: stranger } = await shopIn(world.here);
    await expect(handling.sort(world.here, id, { labels: [], assigneeId: stranger })).rejects.toMatchObject({
      code: 'not-in-the-team',
    });
    await handling.sort(world.here, id, { labels: [], assigneeId: other });
    now = new Date(NOON.getTime() + 10 * MINUTE);
    await services.get(ConversationNotices).promiseDue(world.here);
    const told = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ account_id: string }[]>(
        'SELECT account_id FROM conversation_notice WHERE conversation_id = $1',
        [id],
      ),
    );
    expect(told).toEqual([{ account_id: other }]);
  });

  it('marks as unread what was read, and mails nothing of it', async () => {
    const id = await start('Une question');
    now = new Date(NOON.getTime() + 10 * MINUTE);
    await services.get(ConversationNotices).promiseDue(world.here);
    const { conversation } = await conversations.read(world.here, id);
    await conversations.markRead(world.here, conversation, 'shop', 1);
    await handling.markUnread(world.here, id);
    expect(isUnreadBy('shop', (await conversations.read(world.here, id)).conversation)).toBe(true);
    expect(await services.get(ConversationNotices).promiseDue(world.here)).toBe(0);
  });

  it('keeps notes for the team and a draft for who began it, until it is sent', async () => {
    const id = await start('Une question');
    const { conversation } = await conversations.read(world.here, id);
    const note = { id: randomUUID(), accountId: member, text: 'Rappeler demain' };
    await handling.addNote(world.here, id, note);
    await handling.addNote(world.here, id, note);
    await handling.keepDraft(world.here, id, member, 'Bonj');
    await expect(handling.keepDraft(world.here, randomUUID(), member, 'Bonj')).rejects.toMatchObject({
      code: 'conversation-not-found',
    });
    const own = await handling.handled(world.here, conversation, member);
    expect([own.notes.map(({ text }) => text), own.draft]).toEqual([['Rappeler demain'], 'Bonj']);
    expect(own.team.map(({ id: one }) => one).sort()).toEqual([member, other].sort());
    expect(await handling.handled(world.here, conversation, other)).toMatchObject({ draft: null });
    await answer(id, 'Bonjour');
    expect(await handling.handled(world.here, conversation, member)).toMatchObject({ draft: null });
    await handling.removeNote(world.here, id, note.id);
    expect(await handling.handled(world.here, conversation, other)).toMatchObject({ notes: [] });
    await expect(handling.addNote(world.here, randomUUID(), note)).rejects.toMatchObject({
      code: 'conversation-not-found',
    });
  });

  it('takes no new conversation from an address with which it closed one', async () => {
    const email = `${randomUUID()}@example.org`;
    const id = await start('Une question', { email });
    await conversations.setBlocked(world.here, id, true);
    await expect(start('Encore', { email: email.toUpperCase() })).rejects.toMatchObject({
      code: 'messages-refused',
    });
    const elsewhere = await shopIn(world.here);
    expect(await start('Ailleurs', { email }, elsewhere.listing)).not.toBe(id);
    await conversations.setBlocked(world.here, id, false);
    expect(await start('Encore', { email })).not.toBe(id);
  });

  it('keeps answers ready, one a shortcut, of its own shop, and so many at most', async () => {
    const canned = services.get(CannedAnswers);
    await canned.save(world.here, listing, { shortcut: 'merci', text: 'Merci' });
    await canned.save(world.here, listing, { shortcut: 'merci', text: 'Merci {prénom}' });
    const elsewhere = await shopIn(world.here);
    const [kept] = await canned.list(world.here, listing);
    expect(kept).toMatchObject({ shortcut: 'merci', text: 'Merci {prénom}' });
    expect(await canned.list(world.here, elsewhere.listing)).toEqual([]);
    await canned.remove(world.here, elsewhere.listing, kept?.id ?? '');
    expect(await canned.list(world.here, listing)).toHaveLength(1);
    for (let at = 1; at < 50; at += 1)
      await canned.save(world.here, listing, { shortcut: `r-${String(at)}`, text: 'Oui' });
    await expect(
      canned.save(world.here, listing, { shortcut: 'de-trop', text: 'Non' }),
    ).rejects.toMatchObject({ code: 'too-many-canned-answers' });
  });

  it('rings once for what nobody has read, on the devices of who answers and wishes it', async () => {
    const promised = async (id: string): Promise<number> => {
      const rows = await world.installation
        .platform()
        .query<{ ref: string }>(
          `SELECT ref FROM platform.outbox WHERE kind = 'conversation.push-shop' AND ref = $1`,
          [id],
        );
      return rows.length;
    };
    const customer = { side: 'customer', accountId: null } as const;
    const notices = services.get(ConversationNotices);
    expect(await promised(await start('Sans appareil'))).toBe(0);
    await world.work.write(world.here, async ({ manager }) => {
      for (const account of [member, other])
        await manager.query(
          `INSERT INTO push_subscription (id, account_id, endpoint, p256dh, auth, created_at) VALUES ($1, $2, $3, 'p', 'a', $4)`,
          [randomUUID(), account, `https://push.example/${account}`, NOON],
        );
      await manager.query(
        `INSERT INTO notification_preference (account_id, event, channel, wanted, changed_at) VALUES ($1, 'message', 'push', false, $2)`,
        [other, NOON],
      );
    });
    const id = await start('Une question');
    await conversations.send(world.here, id, { id: randomUUID(), text: 'Allô ?' }, customer);
    expect([await promised(id), await notices.pushedOf(world.here, id)]).toEqual([1, [member]]);
    const { conversation } = await conversations.read(world.here, id);
    await conversations.markRead(world.here, conversation, 'shop', 2);
    expect(await notices.pushedOf(world.here, id)).toEqual([]);
    // Nobody was told of what one of them marked as unread.
    await handling.markUnread(world.here, id);
    await conversations.send(world.here, id, { id: randomUUID(), text: 'Merci' }, customer);
    expect(await promised(id)).toBe(2);
  });
});
