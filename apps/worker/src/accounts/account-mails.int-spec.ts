import {
  AccountSecretsModule,
  AccountSettings,
  LinkRepository,
  SignInModule,
  SignUpService,
  TeamService,
} from '@halles/domain/accounts';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { ListingsModule, ListingService } from '@halles/domain/listings';
import { systemClock } from '@halles/kernel';
import { Mailer, MailRenderer, MemoryTransport } from '@halles/platform/mail';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { anAccount, hostileLines, openWorld, type World, writeListings, worldModule } from '@halles/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { AccountEmailChangedProcessor } from './account-email-changed.processor';
import { AccountInvitationProcessor } from './account-invitation.processor';
import { AccountLinkProcessor } from './account-link.processor';
import { AccountSecurityChangedProcessor } from './account-security-changed.processor';

/** Without what no database takes: those never came through a form. */
const storable = hostileLines.map((line) => line.replaceAll(/\u0000|\p{Cs}/gu, '').slice(0, 100));

describe('mails about accounts', () => {
  const transport = new MemoryTransport();
  let world: World;
  let module: TestingModule;
  let processors: Record<'link' | 'changed' | 'security' | 'invitation', JobHandler>;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const mailer = new Mailer(world.config, new MailRenderer(process.cwd()), transport, systemClock);
    const kinds = [
      AccountLinkProcessor,
      AccountEmailChangedProcessor,
      AccountSecurityChangedProcessor,
      AccountInvitationProcessor,
    ];
    module = await Test.createTestingModule({
      imports: [
        worldModule(world, [{ provide: Mailer, useValue: mailer }]),
        AccountSecretsModule,
        SignInModule,
        ListingsModule,
        DeliveriesModule,
      ],
      providers: kinds,
    }).compile();
    processors = {
      link: module.get(AccountLinkProcessor),
      changed: module.get(AccountEmailChangedProcessor),
      security: module.get(AccountSecurityChangedProcessor),
      invitation: module.get(AccountInvitationProcessor),
    };
    expect([module.get(DeliveryService), module.get(ListingService)]).toHaveLength(2);
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  const job = (ref: string): Job => ({ ctx: world.here, outboxId: uuid(), ref, failures: 0 });
  const asking = (locale: 'fr' | 'en' = 'fr') => ({ locale, browser: 'A'.repeat(43), returnTo: null });
  const newest = async (table: 'account_link' | 'account_invitation'): Promise<string> => {
    const sql = {
      account_link: 'SELECT id FROM account_link ORDER BY created_at DESC, id DESC LIMIT 1',
      account_invitation: 'SELECT id FROM account_invitation ORDER BY created_at DESC, id DESC LIMIT 1',
    }[table];
    const [row] = await world.work.read(world.here, (tx) => tx.manager.query<{ id: string }[]>(sql));
    return row?.id ?? '';
  };
  const signUps = () => module.get(SignUpService);

  it('carry a link of this portal, once however often the job runs, in the reader’s language', async () => {
    await anAccount(world, world.here, { email: 'odile@four.example', name: 'Odile' });
    await signUps().sendLink(world.here, 'sign-in', 'odile@four.example', asking('en'), new Date());
    const task = job(await newest('account_link'));
    await processors.link.run(task);
    await processors.link.run(task);
    expect(transport.sent).toHaveLength(1);
    const [mail] = transport.sent;
    expect(mail?.to).toEqual({ name: 'Odile', address: 'odile@four.example' });
    expect(mail?.subject).toMatch(/^Your sign-in link for/);
    expect(mail?.text).toMatch(/http:\/\/ici-bourg\.localhost(?::\d+)?\/en\/link\/[\w.-]{80,}/);
    expect(mail?.html).not.toMatch(/<img|src=/);
  });

  it('tell an address without account that it has none, and give no link that signs in', async () => {
    await signUps().sendLink(world.here, 'password', 'personne@four.example', asking(), new Date());
    await processors.link.run(job(await newest('account_link')));
    const [mail] = transport.sent;
    expect(mail?.subject).toMatch(/^Aucun compte/);
    expect(mail?.text).toMatch(/\/inscription/);
    expect(mail?.text).not.toMatch(/\/lien\//);
  });

  it.each([
    [
      'the shop that they were about to claim',
      '/pro/revendiquer/le-pain-12',
      '/inscription?suite=%2Fpro%2Frevendiquer%2F12',
    ],
    [
      'the order of their shop that they had opened',
      '/pro/commerces/12/commandes/01a22553-691e-73c2-937f-89a2aaa05ccf',
      '/inscription?suite=%2Fpro%2Fcommerces%2F12%2Fcommandes%2F01a22553-691e-73c2-937f-89a2aaa05ccf',
    ],
    [
      'no words that somebody else typed',
      '/pro/trouver?q=Gagnez+1000+euros',
      '/inscription?suite=%2Fpro%2Ftrouver',
    ],
    ['nothing of what is no page', '/Gagnez-1000-euros', '/inscription'],
  ])('lead who has no account yet on to %s', async (_what, returnTo, page) => {
    const origin = { ...asking(), returnTo };
    await signUps().sendLink(world.here, 'sign-in', 'nouvelle@four.example', origin, new Date());
    await processors.link.run(job(await newest('account_link')));
    const lines = transport.sent[0]?.text.split('\n');
    expect(lines?.find((line) => line.includes('/inscription'))).toMatch(/^http/);
    expect(lines?.filter((line) => line.endsWith(page))).toEqual(
      lines?.filter((line) => line.includes('inscription')),
    );
  });

  it('are not sent for a link that was used, or whose ten minutes are over', async () => {
    await signUps().sendLink(world.here, 'sign-in', 'odile@four.example', asking(), new Date());
    const used = await newest('account_link');
    await world.work.write(world.here, (tx) => new LinkRepository().use(tx, used, new Date()));
    await processors.link.run(job(used));
    const old = new Date(Date.now() - 10 * 60_000);
    await signUps().sendLink(world.here, 'sign-in', 'odile@four.example', asking(), old);
    const [row] = await world.work.read(world.here, (tx) =>
      tx.manager.query<{ id: string }[]>('SELECT id FROM account_link ORDER BY created_at LIMIT 1'),
    );
    await processors.link.run(job(row?.id ?? ''));
    await processors.link.run(job(uuid()));
    expect(transport.sent).toEqual([]);
  });

  it('tell the owner of a change, and nobody once the account is gone', async () => {
    const account = await anAccount(world, world.here, { email: 'marc@four.example', name: 'Marc' });
    await processors.security.run(job(account.id));
    expect(transport.sent.map(({ to }) => to.address)).toEqual(['marc@four.example']);
    await processors.security.run(job(uuid()));
    expect(transport.sent).toHaveLength(1);
  });

  it('tell the address before of a change of address', async () => {
    const account = await anAccount(world, world.here, { email: 'avant@four.example' });
    const browser = 'A'.repeat(43);
    await module
      .get(AccountSettings)
      .requestEmailChange(world.here, account, 'apres@four.example', browser, new Date());
    const link = await newest('account_link');
    await processors.changed.run(job(link));
    expect(transport.sent).toEqual([]);
    await world.work.write(world.here, (tx) =>
      new LinkRepository().setCarries(tx, link, { oldEmail: 'avant@four.example' }),
    );
    await processors.changed.run(job(link));
    expect(transport.sent.map(({ to }) => to.address)).toEqual(['avant@four.example']);
  });

  it('invite with the name of the business in their words alone, under the newest link alone; who invites could be called anything', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Chez Paul' } }]);
    const owner = await anAccount(world, world.here, { name: 'Odile' });
    const team = module.get(TeamService);
    const input = { email: 'lea@four.example', permissions: [] };
    await team.invite(world.here, listing, input, owner, new Date());
    const id = await newest('account_invitation');
    await team.resend(world.here, listing, id, owner, new Date());
    await processors.invitation.run(job(id));
    const [mail] = transport.sent;
    // Who keeps the page chose what it is called, and the mailbox shows a subject before anything is opened.
    expect(mail?.subject).toBe('Invitation à tenir une page sur « CANARY-TITLE ici-bourg »');
    expect(mail?.text).toContain('L’équipe qui tient la page de Chez Paul');
    expect(`${mail?.text}${mail?.html}`).not.toContain('Odile');
    const token = /\/invitation\/([\w.-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect((await team.look(world.here, token, new Date())).id).toBe(id);
    await team.revoke(world.here, listing, id, new Date());
    await processors.invitation.run(job(id));
    expect(transport.sent).toHaveLength(1);
  });

  it.each(storable)('go to a new address without a word of the name that was typed: %j', async (name) => {
    await signUps().signUp(
      world.here,
      // One address is sent only a few such mails an hour.
      { email: `${uuid()}@four.example`, name, password: 'girafe lampe otarie' },
      asking(),
      new Date(),
    );
    await processors.link.run(job(await newest('account_link')));
    const [mail] = transport.sent;
    // Nobody proved the address yet: the name may be a stranger's message.
    expect(mail?.to.name).toBe('');
    expect(mail?.text).toContain('Bonjour,');
    expect(mail?.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e]/u);
    expect(Object.keys(mail ?? {})).not.toContain('bcc');
    expect(mail?.html).not.toMatch(/<b>M|<img/);
  });
});
