import { randomUUID } from 'node:crypto';
import { conversationInputSchema } from '@halles/contracts';
import {
  ConversationHandling,
  ConversationNotices,
  ConversationPersonalData,
  ConversationsModule,
  ConversationService,
  isUnreadBy,
  MailedAnswers,
  Messaging,
} from '@halles/domain/conversations';
import { Clock, HOUR, MINUTE } from '@halles/kernel';
import { MAX_ANSWER_BYTES, ReplyAddresses, startMailDoor } from '@halles/platform/mail';
import { createLog } from '@halles/platform/observability';
import { StorageModule } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import { UntrustedFiles, untrustedFilesOptions } from '@halles/platform/untrusted-files';
import { openWorld, servicesOf, signInAs, type World, writeListings } from '@halles/testing';
import type { TestingModule } from '@nestjs/testing';
import { createTransport } from 'nodemailer';
import { AnswerReceiver } from './answer-receiver';

const DOMAIN = 'back.example';
const NOON = new Date('2026-12-01T11:00:00Z');

/** A mail as a program writes it. */
const mailOf = (from: string, body: string, more: readonly string[] = []): string =>
  [
    `From: <${from}>`,
    `Message-ID: <${randomUUID()}@mail.example>`,
    'Subject: Re: Message de Odile',
    ...(more.some((line) => /^content-type/i.test(line))
      ? []
      : ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit']),
    ...more,
    '',
    body,
    '',
  ].join('\r\n');

describe('answers by mail', () => {
  let world: World;
  let services: TestingModule;
  let conversations: ConversationService;
  let files: UntrustedFiles;
  let server: Awaited<ReturnType<typeof startMailDoor>>;
  let replies: ReplyAddresses;
  let now = NOON;
  let listing = 0;
  let owner: { readonly id: string; readonly email: string };
  let customer = '';
  let id = '';

  beforeAll(async () => {
    world = await openWorld({ env: { BOUNCE_DOMAIN: DOMAIN, BOUNCE_PORT: '2525' } });
    services = await servicesOf(world, [StorageModule, ConversationsModule]);
    jest.spyOn(services.get(Clock), 'now').mockImplementation(() => now);
    conversations = services.get(ConversationService);
    files = new UntrustedFiles(untrustedFilesOptions(world.config));
    replies = new ReplyAddresses(world.config);
    const log = createLog({ name: 'test', level: 'silent' });
    const receiver = new AnswerReceiver(services.get(MailedAnswers), files, log);
    const accepts = (address: string) => {
      const answered = replies.read(address, [world.here.tenant, world.there.tenant]);
      return (
        answered && {
          mostBytes: MAX_ANSWER_BYTES,
          take: async (source: Buffer, sender: string) =>
            void (await receiver.take(answered, source, sender)),
        }
      );
    };
    server = await startMailDoor({ port: 0, host: '127.0.0.1', name: DOMAIN }, { accepts });
  });
  afterAll(async () => {
    await server.close();
    files.close();
    await world.close();
  });
  beforeEach(async () => {
    now = NOON;
    [listing = 0] = await writeListings(world, world.here, [{ source: 'sirene' }]);
    const { account } = await signInAs(world, world.here, { grants: [{ listingId: listing }] });
    owner = account;
    await services.get(Messaging).setOpen(world.here, listing, true);
    customer = `${randomUUID().slice(0, 8)}@habitante.example`;
    const fields = { idempotencyKey: randomUUID(), name: 'Odile', email: customer, text: 'Du miel ?' };
    const input = conversationInputSchema.parse(fields);
    ({ id } = await conversations.start(world.here, listing, input, { locale: 'fr', accountId: null }));
  });

  /** The address at which the newest mail to a side is answered. */
  async function addressOf(side: 'customer' | 'shop', ctx: TenantContext = world.here): Promise<string> {
    now = new Date(now.getTime() + 5 * MINUTE);
    await services.get(ConversationNotices).promiseDue(world.here);
    const [notice] = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ id: string }[]>(
        `SELECT id FROM conversation_notice WHERE conversation_id = $1 AND (account_id IS NULL) = $2 ORDER BY promised_at DESC LIMIT 1`,
        [id, side === 'customer'],
      ),
    );
    return replies.of(ctx.tenant, notice?.id ?? '') ?? '';
  }
  /** @returns what the door answers */
  async function send(to: string, raw: string | Buffer, from = 'o@mail.example'): Promise<number> {
    const transport = createTransport({ host: '127.0.0.1', port: server.port, ignoreTLS: true });
    try {
      await transport.sendMail({ envelope: { from, to: [to] }, raw });
      return 250;
    } catch (error) {
      return (error as { responseCode?: number }).responseCode ?? 0;
    } finally {
      transport.close();
    }
  }
  const messages = async () => (await conversations.read(world.here, id)).messages;
  const textsOf = async () => (await messages()).map(({ text }) => text);

  it('become messages of the shop and of its customer, who need no page', async () => {
    const toShop = await addressOf('shop');
    const mail = mailOf(
      owner.email,
      'Oui, à 12 € le pot.\r\n\r\nLe 1 déc. 2026, Odile a écrit :\r\n> Du miel ?',
    );
    expect([await send(toShop, mail), await send(toShop, mail)]).toEqual([250, 250]);
    const [, answer] = await messages();
    expect(answer).toMatchObject({ author: 'shop', accountId: owner.id, text: 'Oui, à 12 € le pot.' });
    expect(answer?.mailText).toContain('> Du miel ?');
    expect((await conversations.read(world.here, id)).conversation.read.shop).toBeGreaterThanOrEqual(1);
    const toCustomer = await addressOf('customer');
    expect(await send(toCustomer, mailOf(customer.toUpperCase(), 'J’en prends deux'))).toBe(250);
    expect(await textsOf()).toEqual(['Du miel ?', 'Oui, à 12 € le pot.', 'J’en prends deux']);
  });

  it('stay one conversation where two are sent before anybody answers', async () => {
    const to = await addressOf('shop');
    await send(to, mailOf(owner.email, 'Oui'));
    await send(to, mailOf(owner.email, 'Et du pollen'));
    expect(await textsOf()).toEqual(['Du miel ?', 'Oui', 'Et du pollen']);
  });

  it('of a stranger are kept beside the conversation, which the shop is told of', async () => {
    await send(await addressOf('shop'), mailOf(owner.email, 'Oui'));
    await services.get(ConversationHandling).setDone(world.here, id, true);
    const to = await addressOf('customer');
    expect(await send(to, mailOf('voisin@else.example', 'Je réponds pour elle'))).toBe(250);
    expect(await textsOf()).toEqual(['Du miel ?', 'Oui']);
    const { conversation } = await conversations.read(world.here, id);
    expect([conversation.isDone, isUnreadBy('shop', conversation)]).toEqual([false, true]);
    const { strangers } = await services
      .get(ConversationHandling)
      .handled(world.here, conversation, owner.id);
    expect(strangers).toMatchObject([{ senderEmail: 'voisin@else.example', text: 'Je réponds pour elle\n' }]);
    // Who is mailed for the shop and answers from elsewhere is told that it did not arrive.
    now = new Date(now.getTime() + HOUR);
    await conversations.send(
      world.here,
      id,
      { id: randomUUID(), text: 'Merci' },
      { side: 'customer', accountId: null },
    );
    expect(await send(await addressOf('shop'), mailOf('moi@prive.example', 'Bonne journée'))).toBe(550);
  });

  it('keep no number of a card, and belong to who wrote them until their account is erased', async () => {
    const to = await addressOf('shop');
    await send(to, mailOf(owner.email, 'Ma carte 4111 1111 1111 1111.\r\n-- \r\nCamille 4111111111111111'));
    const [, answer] = await messages();
    expect(`${answer?.text ?? ''}${answer?.mailText ?? ''}`.replace(/\D/g, '')).not.toContain('41111111');
    expect(answer?.mailText).toContain('Camille');
    const data = services.get(ConversationPersonalData);
    const exported = await world.work.read(world.here, (tx) => data.export(tx, owner.id));
    expect(exported).toMatchObject({ conversationMails: [{ email: owner.email }] });
    await world.work.write(world.here, (tx) => data.erase(tx, owner.id));
    const [, kept] = await messages();
    expect(kept).toMatchObject({ author: 'shop', accountId: null, mailText: null });
  });

  it.each([
    ['somebody who is away', ['Auto-Submitted: auto-replied'], 'o@mail.example'],
    ['a list', ['Precedence: bulk'], 'o@mail.example'],
    ['a mail that came back', [], ''],
  ])('of %s are taken and change nothing', async (_, headers, envelope) => {
    const to = await addressOf('shop');
    expect(await send(to, mailOf(owner.email, 'Je suis absente.', headers), envelope)).toBe(250);
    expect(await textsOf()).toEqual(['Du miel ?']);
  });

  it('of a machine that does not say so are heard once, and so many in an hour at most', async () => {
    const to = await addressOf('shop');
    const away = 'Merci de votre message, je suis absente jusqu’au 3 décembre et je vous réponds ensuite.';
    for (let at = 0; at < 3; at += 1) expect(await send(to, mailOf(owner.email, away))).toBe(250);
    expect(await textsOf()).toEqual(['Du miel ?', away]);
    const codes: number[] = [];
    for (let at = 0; at < 13; at += 1) codes.push(await send(to, mailOf(owner.email, `n° ${String(at)}`)));
    expect([codes[0], codes.at(-1)]).toEqual([250, 550]);
    now = new Date(now.getTime() + 2 * HOUR);
    expect(await send(to, mailOf(owner.email, 'Plus tard'))).toBe(250);
  });

  it('come in by an address of ours alone, of the territory and of somebody who answers', async () => {
    const to = await addressOf('shop');
    const [local = ''] = to.split('@');
    const forged = `${local.slice(0, -1)}${local.endsWith('a') ? 'b' : 'a'}@${DOMAIN}`;
    const elsewhere = await addressOf('shop', world.there);
    for (const address of [
      forged,
      elsewhere,
      `replies@${DOMAIN}`,
      `${local.replace('replies', 'bounces')}@${DOMAIN}`,
    ])
      expect([address, await send(address, mailOf(owner.email, 'Oui'))]).toEqual([address, 550]);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('DELETE FROM account_grant WHERE listing_id = $1', [listing]),
    );
    expect(await send(to, mailOf(owner.email, 'Oui'))).toBe(550);
    expect(await textsOf()).toEqual(['Du miel ?']);
  });

  it('are refused with a sentence where the conversation is closed or erased', async () => {
    const to = await addressOf('shop');
    await send(to, mailOf(owner.email, 'Bonjour'));
    const toCustomer = await addressOf('customer');
    await conversations.setBlocked(world.here, id, true);
    expect(await send(to, mailOf(owner.email, 'Oui'))).toBe(550);
    expect(await send(toCustomer, mailOf('seconde@adresse.example', 'Encore moi'))).toBe(550);
    await conversations.erase(world.here, id);
    expect(await send(to, mailOf(owner.email, 'Oui'))).toBe(550);
  });

  const nested = (depth: number): string => {
    let body = 'Content-Type: text/plain\r\n\r\nOui, au fond';
    for (let at = 0; at < depth; at += 1)
      body = `Content-Type: multipart/mixed; boundary="b${String(at)}"\r\n\r\n--b${String(at)}\r\n${body}\r\n--b${String(at)}--`;
    return body;
  };
  it.each([
    [
      'of a page alone',
      'Content-Type: text/html; charset=utf-8',
      '<p>Oui, <b>deux</b> pots<script>x()</script></p>',
      'Oui, deux pots',
    ],
    [
      'in another charset',
      'Content-Type: text/plain; charset=iso-8859-1',
      Buffer.from('Oui, trois \u00e9t\u00e9s', 'latin1'),
      'Oui, trois étés',
    ],
    ['in a charset that there is not', 'Content-Type: text/plain; charset=x-none', 'Oui', 'Oui'],
  ])('are read %s', async (_, type, body, text) => {
    const to = await addressOf('shop');
    const head = Buffer.from(mailOf(owner.email, '', [type]).trimEnd());
    const raw = Buffer.concat([head, Buffer.from('\r\n\r\n'), Buffer.from(body)]);
    expect([await send(to, raw), (await textsOf()).at(-1)]).toEqual([250, text]);
  });

  it.each([
    ['with nothing in them', (from: string) => mailOf(from, ' '), 550],
    [
      'with a file alone',
      (from: string) =>
        mailOf(from, 'AAAA', [
          'Content-Type: image/jpeg',
          'Content-Disposition: attachment; filename=a.jpg',
          'Content-Transfer-Encoding: base64',
        ]),
      550,
    ],
    ['of 40 MB', (from: string) => mailOf(from, 'x'.repeat(70).concat('\r\n').repeat(582_542)), 552],
  ])('are refused %s', async (_, raw, code) => {
    const to = await addressOf('shop');
    expect([await send(to, raw(owner.email)), await textsOf()]).toEqual([code, ['Du miel ?']]);
  });

  it.each([
    ['parts in parts in parts', nested(300)],
    ['nothing that is a mail', '\u0000\u0001\u0002'.repeat(2_000)],
    ['a head without an end', `Subject: ${'a'.repeat(500_000)}`],
  ])('bring nothing down with %s', async (_, body) => {
    const to = await addressOf('shop');
    expect([250, 550]).toContain(await send(to, `From: <${owner.email}>\r\n${body}`));
    expect(await send(to, mailOf(owner.email, 'Encore là'))).toBe(250);
    expect((await textsOf()).at(-1)).toBe('Encore là');
  });
});
