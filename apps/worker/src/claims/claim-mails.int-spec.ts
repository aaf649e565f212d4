import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  AdditionService,
  ClaimantService,
  ClaimLookupService,
  ClaimProofService,
  ClaimsModule,
  ClaimService,
  TransferService,
} from '@halles/domain/claims';
import { DeliveriesModule, DeliveryEntity } from '@halles/domain/deliveries';
import { systemClock } from '@halles/kernel';
import { Mailer, MailRenderer, MemoryTransport } from '@halles/platform/mail';
import { type Job, PermanentFailure } from '@halles/platform/outbox';
import { DiscoveredHandlers } from '@halles/platform/queue';
import { DiskStorage, FileStorage } from '@halles/platform/storage';
import {
  anAccount,
  aSafeDocument,
  type AccountInput,
  openWorld,
  type SourceInput,
  type World,
  writeListings,
  worldModule,
} from '@halles/testing';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { ClaimsWorkerModule } from './claims-worker.module';
import { GatewayCaller } from './code-caller';

const BY = { name: 'Claire Dubois' };

describe('mails of claims', () => {
  const transport = new MemoryTransport();
  let world: World;
  let module: TestingModule;
  let claimants: ClaimantService;
  let claimLookup: ClaimLookupService;
  let claimProofs: ClaimProofService;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const mailer = new Mailer(world.config, new MailRenderer(process.cwd()), transport, systemClock);
    module = await Test.createTestingModule({
      imports: [
        worldModule(world, [
          { provide: Mailer, useValue: mailer },
          { provide: FileStorage, useValue: new DiskStorage(world.config.home, systemClock) },
        ]),
        ClaimsModule,
        ClaimsWorkerModule,
        DeliveriesModule,
        DiscoveryModule,
      ],
      providers: [DiscoveredHandlers],
    }).compile();
    await module.init();
    claimants = module.get(ClaimantService, { strict: false });
    claimLookup = module.get(ClaimLookupService, { strict: false });
    claimProofs = module.get(ClaimProofService, { strict: false });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await jobs();
    transport.sent.length = 0;
  });

  /** The jobs that the outbox holds, the oldest first, and forgets them. */
  async function jobs(): Promise<{ kind: string; job: Job }[]> {
    const rows = await world.installation
      .platform()
      .query<{ id: string; kind: string; ref: string }>('DELETE FROM outbox RETURNING id, kind, ref');
    return rows
      .filter(({ kind }) => /^(claim|addition)\./.test(kind))
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .map(({ id, kind, ref }) => ({ kind, job: { ctx: world.here, outboxId: id, ref, failures: 0 } }));
  }
  /** Runs each job twice, as a queue may. Returns what went out. */
  async function deliver() {
    transport.sent.length = 0;
    for (const { kind, job } of await jobs()) {
      const handler = module.get(DiscoveredHandlers).get(kind);
      if (!handler) throw new Error(`nobody handles ${kind}`);
      await handler.run(job);
      await handler.run(job);
    }
    return transport.sent.map(({ to, subject, text: body, replyTo }) => ({
      to: to.address,
      subject,
      body,
      replyTo,
    }));
  }
  const shop = async (facts: SourceInput['facts'] = {}): Promise<number> =>
    (await writeListings(world, world.here, [{ facts }]))[0] ?? 0;
  async function askTown(listing: number, accountId: string): Promise<string> {
    const [claimant, now] = [{ accountId, siret: null }, systemClock.now()];
    const { id } = await claimants.begin(world.here, listing, claimant, 'fr', now);
    await claimProofs.requestProof(world.here, id, claimant, { kind: 'town' }, now);
    return id;
  }
  const person = (input: AccountInput = {}) => anAccount(world, world.here, input);

  it('go out once for each step however often a job runs, with the code to the known address alone', async () => {
    const listing = await shop({ contact: { email: 'contact@fournil.example' } });
    const who = await person({ email: 'ada@mail.example' });
    const claimant = { accountId: who.id, siret: null };
    const { id } = await claimants.begin(world.here, listing, claimant, 'fr', systemClock.now());
    const { ways } = await claimLookup.get(world.here, id, claimant, systemClock.now());
    const contactName = ways.find(({ kind }) => kind === 'email-code')?.name ?? '';
    await claimProofs.requestProof(
      world.here,
      id,
      claimant,
      { kind: 'email-code', contactName },
      systemClock.now(),
    );
    const sent = await deliver();
    expect(sent.map(({ to }) => to).sort()).toEqual(['ada@mail.example', 'contact@fournil.example']);
    const code =
      /^\d{3} \d{3}/.exec(sent.find(({ to }) => to.startsWith('contact'))?.subject ?? '')?.[0] ?? '';
    expect(sent.find(({ to }) => to.startsWith('ada'))?.body).not.toContain(code);
    expect((await claimProofs.enterCode(world.here, id, claimant, code, systemClock.now())).state).toBe(
      'approved',
    );
    const [approved] = await deliver();
    expect(approved).toMatchObject({
      to: 'ada@mail.example',
      subject: 'La page est à vous : Boulangerie des Halles',
    });
    expect(approved?.body).toContain('Raison\u00a0: le code reçu à l’adresse électronique');
  });

  it('tell a refusal with its reason as it was written, in the claimant’s language, and the town of what to decide', async () => {
    const who = await person({ email: 'bob@mail.example', name: 'Bob\r\nBcc: evil@example.org' });
    const claimant = { accountId: who.id, siret: null };
    const { id } = await claimants.begin(world.here, await shop(), claimant, 'en', systemClock.now());
    await claimProofs.requestProof(world.here, id, claimant, { kind: 'town' }, systemClock.now());
    const asked = await deliver();
    // Nothing about a proof that is still to be chosen.
    expect(asked.filter(({ to }) => to === 'bob@mail.example')).toHaveLength(1);
    expect(asked.find(({ to }) => to === 'mairie@ici-bourg.example')?.subject).toContain(
      'Une demande à examiner',
    );
    expect(asked.find(({ to }) => to === 'mairie@ici-bourg.example')?.body).toContain(
      `/territoires/ici-bourg/demandes/${id}`,
    );
    expect(JSON.stringify(asked)).not.toMatch(/\\nBcc/);
    const claims = module.get(ClaimService, { strict: false });
    await claims.decide(
      world.here,
      id,
      { decision: 'refuse', reason: 'Another person signed.\n\nWrite to us.' },
      BY,
      systemClock.now(),
    );
    const [refused] = await deliver();
    expect(refused?.subject).toBe('Your claim is refused: Boulangerie des Halles');
    expect(refused?.body).toContain('> Another person signed.\n>\n> Write to us.');
  });

  it('tell the owner of another’s claim, and not the other’s reason', async () => {
    const listing = await shop();
    const owner = await person({ email: 'owner@mail.example', grants: [{ listingId: listing }] });
    expect(owner.email).toBe('owner@mail.example');
    const id = await askTown(listing, (await person()).id);
    expect((await deliver()).find(({ to }) => to === owner.email)?.subject).toContain('Une autre personne');
    const claims = module.get(ClaimService, { strict: false });
    await claims.decide(world.here, id, { decision: 'refuse', reason: 'SECRET' }, BY, systemClock.now());
    const kept = (await deliver()).find(({ to }) => to === owner.email);
    expect(kept?.subject).toContain('Vous gardez votre page');
    expect(kept?.body).not.toContain('SECRET');
  });

  it('acknowledge the document that was asked of one side of a dispute as what the town looks at now', async () => {
    const listing = await shop();
    const other = await person({ email: 'grace@mail.example' });
    let id = '';
    for (const accountId of [(await person()).id, other.id]) id = await askTown(listing, accountId);
    const service = module.get(ClaimService, { strict: false });
    await service.requestDocument(
      world.here,
      id,
      { side: 'claimant', message: 'Un Kbis.', days: 7 },
      BY,
      systemClock.now(),
    );
    await deliver();
    const kbis = aSafeDocument(Buffer.from('%PDF-1.7\n%%EOF\n'));
    await claimProofs.addDocument(world.here, id, { accountId: other.id }, kbis, systemClock.now());
    expect((await deliver()).map(({ to, subject }) => [to, subject.split(/\s:/)[0]])).toEqual([
      ['grace@mail.example', 'Votre demande est transmise'],
      [world.here.tenant.settings.contact.email, 'Deux demandes à départager'],
    ]);
  });

  it('ask who keeps the page for a document, thank for it, and lead the town to the dispute', async () => {
    const listing = await shop();
    const owner = await person({ grants: [{ listingId: listing, role: 'merchant-owner' }] });
    const now = systemClock.now();
    const id = await askTown(listing, (await person()).id);
    await deliver();
    const service = module.get(ClaimService, { strict: false });
    const request = { side: 'owner', message: 'Le bail.', days: 7 } as const;
    const kept = await service.requestDocument(world.here, id, request, BY, now);
    const [asked, ...others] = await deliver();
    expect([asked?.to, others]).toEqual([owner.email, []]);
    expect(asked?.subject).toMatch(/^Une pièce est demandée/);
    expect(asked?.body).toContain('> Le bail.');
    expect(asked?.body).not.toContain('votre demande');
    expect(asked?.body).toContain(`/pro/demandes/${kept.id}`);
    const lease = aSafeDocument(Buffer.from('%PDF-1.7\n%%EOF\n'));
    await claimProofs.addDocument(world.here, kept.id, { accountId: owner.id }, lease, now);
    const sent = await deliver();
    expect(sent.map(({ to, subject }) => [to, subject.split(/\s:/)[0]])).toEqual([
      [owner.email, 'Votre pièce est transmise'],
      [world.here.tenant.settings.contact.email, 'Deux demandes à départager'],
    ]);
    expect(sent[1]?.body).toContain(`/demandes/${id}`);
  });

  it('name the authority as who decided, to both sides, and nobody where none decided', async () => {
    const listing = await shop();
    const owner = await person({ grants: [{ listingId: listing, role: 'merchant-owner' }] });
    const now = systemClock.now();
    const id = await askTown(listing, (await person()).id);
    const decidedBy = `Décision de\u00a0: ${world.here.tenant.settings.publisher.name}`;
    expect((await deliver()).filter(({ body }) => body.includes('Décision de'))).toEqual([]);
    const decision = { decision: 'approve', reason: null } as const;
    await module.get(ClaimService, { strict: false }).decide(world.here, id, decision, BY, now);
    const decided = await deliver();
    expect(decided.map(({ body }) => body.includes(decidedBy))).toEqual([true, true]);
    const again = await askTown(listing, owner.id);
    await deliver();
    const refusal = { decision: 'refuse', reason: 'Non.' } as const;
    await module.get(ClaimService, { strict: false }).decide(world.here, again, refusal, BY, now);
    const kept = await deliver();
    expect(
      kept.map(({ subject, body }) => [subject.split(/\s:/)[0], body.includes(decidedBy)]).sort(),
    ).toEqual([
      ['Votre demande est refusée', true],
      ['Vous gardez votre page', true],
    ]);
  });

  it('tell who lost the page by a dispute why, and what they can do, whether they ever claimed it or not', async () => {
    const listing = await shop();
    const owner = await person({ grants: [{ listingId: listing, role: 'merchant-owner' }] });
    const now = systemClock.now();
    const id = await askTown(listing, (await person()).id);
    await deliver();
    const claims = module.get(ClaimService, { strict: false });
    const decision = { decision: 'approve', reason: 'Le bail est au nom de la nouvelle société.' } as const;
    await claims.decide(world.here, id, decision, BY, now);
    const lost = (await deliver()).filter(({ to }) => to === owner.email);
    expect(lost.map(({ subject }) => subject)).toEqual([
      'Un autre compte tient désormais votre page : Boulangerie des Halles',
    ]);
    expect(lost[0]?.body).toContain('> Le bail est au nom de la nouvelle société.');
    expect(lost[0]?.body).toContain('faites une nouvelle demande avec une preuve');
    const [own] = await claimLookup.list(world.here, { accountId: owner.id, siret: null }, now);
    expect(own?.claim).toMatchObject({ state: 'transferred', listingId: listing });
    expect(lost[0]?.body).toContain(`/pro/demandes/${own?.claim.id}`);
  });

  it('say of a withdrawn claim that its documents are deleted where it had any', async () => {
    const withdraw = async (document: Buffer | null): Promise<string> => {
      const claimant = { accountId: (await person()).id, siret: null };
      const now = systemClock.now();
      const { id } = await claimants.begin(world.here, await shop(), claimant, 'fr', now);
      if (document) await claimProofs.addDocument(world.here, id, claimant, aSafeDocument(document), now);
      await deliver();
      await claimants.withdraw(world.here, id, claimant, now);
      const [mail] = await deliver();
      return mail?.body ?? '';
    };
    const deleted = 'Les documents transmis sont supprimés';
    const nothing = await withdraw(null);
    expect(nothing).toContain('Vous ne demandez plus à tenir la page');
    expect(nothing).not.toContain(deleted);
    expect(await withdraw(Buffer.from('%PDF-1.7'))).toContain(deleted);
  });

  it('bring a code for a phone to the mailbox where no gateway is plugged in, and none that is over', async () => {
    const claimant = { accountId: (await person()).id, siret: null };
    const listing = await shop({ contact: { phone: '+33556001230' } });
    const ask = async (at: Date): Promise<void> => {
      const { id } = await claimants.begin(world.here, listing, claimant, 'fr', systemClock.now());
      const { ways } = await claimLookup.get(world.here, id, claimant, systemClock.now());
      const contactName = ways.find(({ kind }) => kind === 'phone-code')?.name ?? '';
      await claimProofs.requestProof(world.here, id, claimant, { kind: 'phone-code', contactName }, at);
    };
    await ask(new Date());
    expect((await deliver()).map(({ to }) => to)).toContain('33556001230@phone.invalid');
    await ask(new Date(Date.now() - 11 * 60_000));
    expect(await deliver()).toEqual([]);
  });

  it('make an offer once, and none that was taken back', async () => {
    const listing = await shop();
    const owner = await person({ grants: [{ listingId: listing }] });
    const transfers = module.get(TransferService, { strict: false });
    const offer = () =>
      transfers.offer(
        world.here,
        listing,
        owner,
        { email: 'heir@mail.example', locale: 'fr' },
        systemClock.now(),
      );
    const { id } = await offer();
    const [made] = await deliver();
    expect([made?.to, made?.body.includes(`/pro/transferts/${id}`)]).toEqual(['heir@mail.example', true]);
    await offer();
    await transfers.cancel(world.here, listing, owner, systemClock.now());
    expect(await deliver()).toEqual([]);
  });

  it('acknowledge an addition, tell the town, and bring the decision with its reason', async () => {
    const who = await person({ email: 'new@mail.example' });
    const additions = module.get(AdditionService, { strict: false });
    const asked = await additions.request(
      world.here,
      who.id,
      {
        siret: '73282932000074',
        name: 'Atelier du Cuir',
        category: 'bakery',
        street: '3 rue du Puits',
        postalCode: '33000',
        communeCode: '33063',
        phone: null,
        message: null,
      },
      { isOther: true, locale: 'fr' },
      systemClock.now(),
    );
    const id = asked.kind === 'asked' ? asked.id : '';
    const sent = await deliver();
    expect(sent.map(({ to }) => to).sort()).toEqual(['mairie@ici-bourg.example', 'new@mail.example']);
    expect(sent.find(({ to }) => to.startsWith('mairie'))?.body).toContain(
      `/territoires/ici-bourg/demandes/ajouts/${id}`,
    );
    await additions.decide(
      world.here,
      id,
      { decision: 'refuse', reason: 'Pas ouvert au public.', makesOwner: false },
      BY,
      systemClock.now(),
    );
    const [refused] = await deliver();
    expect(refused?.body).toContain('> Pas ouvert au public.');
  });
});

describe('a gateway for phones', () => {
  let server: Server;
  let asked: { headers: IncomingMessage['headers']; body: unknown }[] = [];
  let status = 202;
  beforeAll(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        asked.push({ headers: request.headers, body: JSON.parse(body) });
        response.writeHead(status).end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    asked = [];
  });
  const job = {
    ctx: { tenant: { settings: { title: { fr: 'Les Halles', en: 'Les Halles' } } } },
    outboxId: uuid(),
    ref: uuid(),
    failures: 0,
  } as unknown as Job;
  const call = (answer: number): Promise<void> => {
    status = answer;
    const { port } = server.address() as AddressInfo;
    return new GatewayCaller(`http://mairie:s%C3%A9same@127.0.0.1:${port}/codes`).call(job, {
      phone: '+33556001230',
      code: '012345',
      locale: 'fr',
      listing: 'Fournil',
      until: new Date(),
    });
  };

  it('is given the code with a key of its own, its credentials in a header', async () => {
    await call(202);
    expect(asked[0]?.body).toEqual({
      id: job.outboxId,
      to: '+33556001230',
      code: '012345',
      locale: 'fr',
      text: 'Les Halles : votre code pour Fournil est 0 1 2 3 4 5. Ne le donnez à personne.',
    });
    expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from('mairie:sésame').toString('base64')}`);
  });

  it.each([
    [422, PermanentFailure],
    [404, PermanentFailure],
    [429, Error],
    [503, Error],
  ])('that answers %i is tried again or never', async (answer, kind) => {
    const failure = await call(answer).catch((error: unknown) => error);
    expect((failure as Error).constructor).toBe(kind);
  });
});
