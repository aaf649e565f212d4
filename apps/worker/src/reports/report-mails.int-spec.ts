import { CaseAssignments, CasesModule } from '@halles/domain/cases';
import { listingReportSchema } from '@halles/contracts';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import {
  ReportAnnouncements,
  reportConfirmationLink,
  ReportDecisions,
  ReportEntity,
  ReportQueue,
  ReportService,
  ReportsModule,
} from '@halles/domain/reports';
import { HOUR, systemClock } from '@halles/kernel';
import { MemoryTransport } from '@halles/platform/mail';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { PushModule } from '@halles/platform/push';
import { StorageModule } from '@halles/platform/storage';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { promisedOf } from '@halles/testing/freshness';
import { anAccount, openWorld, type World, writeListings, servicesOf } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { ReportAnnounceProcessor } from './report-announce.processor';
import { ReportAnswerProcessor } from './report-answer.processor';
import { ReportMailProcessor } from './report-mail.processor';
import { ReportNotifyProcessor } from './report-notify.processor';
import { ReportReopenedProcessor } from './report-reopened.processor';

describe('mails about reports', () => {
  const transport = new MemoryTransport();
  let world: World;
  let handlers: Readonly<Record<'notify' | 'mail' | 'announce' | 'answer' | 'reopened', JobHandler>>;
  let reports: ReportService;
  let queue: ReportQueue;
  let decisions: ReportDecisions;
  let announcements: ReportAnnouncements;
  let cases: CaseAssignments;
  let links: SignedLinks;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity, ReportEntity] });
    const module = await servicesOf(
      world,
      [StorageModule, CasesModule, DeliveriesModule, PushModule, ReportsModule],
      [mailerTo(transport, world)],
    );
    const config = world.config;
    const deliveries = module.get(DeliveryService);
    reports = module.get(ReportService);
    queue = module.get(ReportQueue);
    decisions = module.get(ReportDecisions);
    announcements = module.get(ReportAnnouncements);
    cases = module.get(CaseAssignments);
    links = module.get(SignedLinks);
    handlers = {
      notify: new ReportNotifyProcessor(queue, systemClock),
      mail: new ReportMailProcessor(config, queue, deliveries),
      announce: new ReportAnnounceProcessor(config, announcements, deliveries),
      answer: new ReportAnswerProcessor(config, reports, deliveries),
      reopened: new ReportReopenedProcessor(config, reports, deliveries),
    };
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  async function anOwnedListing() {
    const [listing = 0] = await writeListings(world, world.here, [
      {
        facts: {
          displayName: 'Chez Odile',
        },
      },
    ]);
    const input = { email: `${uuid()}@four.example`, grants: [{ listingId: listing }] };
    return { listing, account: await anAccount(world, world.here, input) };
  }
  const job = (ref: string, ctx = world.here): Job => ({ ctx, outboxId: uuid(), ref, failures: 0 });
  const aListing = async (ctx: TenantContext = world.here): Promise<number> => {
    const [listing = 0] = await writeListings(world, ctx, [{ facts: { displayName: 'Chez Paul' } }]);
    return listing;
  };
  async function aReport(
    listing: number,
    fields: object = {},
    ctx = world.here,
    locale: 'fr' | 'en' = 'fr',
  ): Promise<string> {
    const form = listingReportSchema.parse({
      idempotencyKey: uuid(),
      kind: 'moved',
      message: 'Au 14 désormais',
      ...fields,
    });
    await reports.report(ctx, { listing, ...form }, locale);
    const [report] = await queue.list(ctx, { listingId: listing, limit: 1 });
    return report?.id ?? '';
  }
  const confirm = (id: string) =>
    reports.confirm(
      world.here,
      links.issue(world.here, reportConfirmationLink, { id, serial: 0 }),
      new Date(),
    );
  const agent = { kind: 'agent', accountId: uuid(), name: 'Agnès Martin' } as const;
  const answers = async (id: string): Promise<number> =>
    (await promisedOf(world, 'report.answer')).filter((ref) => ref === id).length;

  it('a report is mailed to the owner once, and not once it is decided', async () => {
    const { listing, account } = await anOwnedListing();
    const id = await aReport(listing, { kind: 'other' });
    for (let time = 0; time < 2; time += 1) await handlers.notify.run(job(id));
    const told = job(id);
    for (let time = 0; time < 2; time += 1) await handlers.mail.run(told);
    expect(transport.sent.map(({ to }) => to.address)).toEqual([account.email]);
    expect(transport.sent[0]?.text).toContain('> Au 14 désormais');
    expect(transport.sent[0]?.text).toContain(`/pro/commerces/${listing}/signalements`);
    const by = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    await decisions.accept(world.here, { id, reason: null }, by, new Date());
    transport.sent.length = 0;
    await handlers.mail.run(job(id));
    expect(transport.sent).toEqual([]);
  });

  describe('to the town', () => {
    const announced = async (now: Date, ctx = world.here) => {
      const before = new Set(await promisedOf(world, 'report.announce'));
      const count = await announcements.announce(ctx, now);
      const ids = (await promisedOf(world, 'report.announce')).filter((id) => !before.has(id));
      return { count, ids };
    };
    const waiting = async (listing: number, fields: object = {}, ctx = world.here): Promise<string> => {
      const id = await aReport(listing, fields, ctx);
      await handlers.notify.run(job(id, ctx));
      return id;
    };

    it('tell of what waits with a count, once an hour at most, however many are sent, and of nothing twice', async () => {
      const listing = await aListing();
      const now = new Date();
      await announced(now);
      const later = new Date(now.getTime() + HOUR);
      for (let sent = 0; sent < 12; sent += 1) await waiting(listing, { kind: 'closed' });
      const { count, ids } = await announced(later);
      expect([count, ids]).toEqual([12, [expect.any(String)]]);
      const more = await waiting(await aListing());
      expect(await announced(new Date(later.getTime() + HOUR - 1))).toEqual({ count: 0, ids: [] });
      expect((await announced(new Date(later.getTime() + HOUR))).count).toBe(1);
      expect(await announced(new Date(later.getTime() + 3 * HOUR))).toEqual({ count: 0, ids: [] });
      await decisions.refuse(world.here, { id: more, reason: 'Vu.' }, agent, later);
      const promised = job(ids[0] ?? '');
      for (let time = 0; time < 2; time += 1) await handlers.announce.run(promised);
      expect(transport.sent).toHaveLength(1);
      const [mail] = transport.sent;
      expect(mail).toMatchObject({
        to: { address: 'mairie@ici-bourg.example' },
        subject: '12 signalements à regarder',
      });
      expect(mail?.text).toContain('Chez Paul · fermé définitivement');
      expect(mail?.text).toContain('Et 2 autres.');
      expect(mail?.text).toContain('/territoires/ici-bourg/signalements');
    });

    it('leave out those with an owner who may still answer, and say where one did not', async () => {
      const { listing } = await anOwnedListing();
      const id = await waiting(listing);
      const first = new Date(Date.now() + 10 * HOUR);
      expect((await announced(first)).count).toBe(0);
      const due = new Date(Date.now() + 200 * HOUR);
      await queue.escalate(world.here, due, new AbortController().signal);
      const { ids } = await announced(due);
      await handlers.announce.run(job(ids[0] ?? ''));
      expect(transport.sent[0]?.text).toContain('Chez Odile · a déménagé, sans réponse du commerce');
      await decisions.refuse(world.here, { id, reason: 'Vu.' }, agent, due);
    });

    it('say how many wait as the console counts them, and tell once of what nobody keeps', async () => {
      const due = new Date(Date.now() + 250 * HOUR);
      const [{ listing: kept }, free] = [await anOwnedListing(), await aListing()];
      const { listing: left, account } = await anOwnedListing();
      const ids = [await aReport(kept), await aReport(free), await waiting(left)];
      // Given back: nobody is asked any more, though the seven days are not over.
      await world.work.write(world.here, ({ manager }) =>
        manager.query('DELETE FROM account_grant WHERE account_id = $1', [account.id]),
      );
      const told = await announced(due);
      expect(told.count).toBe(2);
      const counts = (await cases.find(world.here, due)).counts;
      await handlers.announce.run(job(told.ids[0] ?? ''));
      expect(transport.sent[0]?.text).toContain(`${counts.report} signalements`);
      expect((await announcements.mailOf(world.here, told.ids[0] ?? ''))?.waiting).toBe(counts.report);
      await handlers.notify.run(job(ids[1] ?? ''));
      expect((await announced(new Date(due.getTime() + HOUR))).count).toBe(0);
      for (const id of ids) await decisions.refuse(world.here, { id, reason: 'Vu.' }, agent, due);
    });

    it('are not sent where all was decided meanwhile, nor of another territory', async () => {
      const due = new Date(Date.now() + 300 * HOUR);
      const id = await waiting(await aListing());
      await waiting(await aListing(world.there), {}, world.there);
      const { count, ids } = await announced(due);
      expect(count).toBe(1);
      await decisions.refuse(world.here, { id, reason: 'Vu.' }, agent, due);
      await handlers.announce.run(job(ids[0] ?? ''));
      await handlers.announce.run(job(ids[0] ?? '', world.there));
      expect(transport.sent).toEqual([]);
      expect((await announced(due, world.there)).count).toBe(1);
    });
  });

  describe('to who reported', () => {
    const written = { email: 'lectrice@example.fr', kind: 'closed' } as const;
    const closing = { version: 0, changes: { state: { state: 'closed', since: null } } } as const;

    it('say what became of it once it is decided, where the address is proven, and once each time', async () => {
      const id = await aReport(await aListing(), written);
      await confirm(id);
      await decisions.accept(
        world.here,
        { id, reason: 'Vu sur place', correction: closing },
        agent,
        new Date(),
      );
      expect(await answers(id)).toBe(1);
      const promised = job(id);
      for (let time = 0; time < 2; time += 1) await handlers.answer.run(promised);
      expect(transport.sent).toHaveLength(1);
      const [mail] = transport.sent;
      expect(mail).toMatchObject({
        to: { address: 'lectrice@example.fr' },
        subject: 'C’est corrigé : Chez Paul',
      });
      expect(mail?.text).toContain('ouverture ou fermeture');
      expect(mail?.text).toContain(`Décision de\u00a0: ${world.here.tenant.settings.publisher.name}`);
      // The reason is for the town; what was typed is not sent back.
      expect(`${mail?.text}${mail?.html}`).not.toMatch(/Vu sur place|14 désormais|Agnès/);
    });

    it('name the page that was reported, and the one that it was merged into', async () => {
      const at = { address: { number: '2', street: 'rue Neuve' } };
      const [other = 0, reported = 0] = await writeListings(world, world.here, [
        { facts: { ...at, displayName: 'Maison du Centre' } },
        { facts: { ...at, displayName: 'L’Ami du Pain', openingHoursText: null } },
      ]);
      const id = await aReport(reported, { ...written, kind: 'duplicate' });
      await confirm(id);
      await decisions.accept(world.here, { id, reason: null, duplicateOf: other }, agent, new Date());
      await handlers.answer.run(job(id));
      const [mail] = transport.sent;
      expect(mail?.subject).toBe('C’est corrigé : L’Ami du Pain');
      expect(mail?.text).toMatch(/Réunie à la page\s: Maison du Centre, 2 rue Neuve/i);
      expect(mail?.text).not.toContain('Commerce\u00a0: Maison du Centre');
    });

    it('say nothing to an address that nobody proved, until somebody does', async () => {
      const id = await aReport(await aListing(), written);
      await decisions.refuse(world.here, { id, reason: 'Ouvert.' }, agent, new Date());
      await handlers.answer.run(job(id));
      expect([await answers(id), transport.sent]).toEqual([0, []]);
      for (let time = 0; time < 2; time += 1) await confirm(id);
      expect(await answers(id)).toBe(1);
      await handlers.answer.run(job(id));
      expect(transport.sent[0]?.subject).toBe('Votre signalement est vérifié : Chez Paul');
    });

    it('say once, whether the proof or the decision comes first, both at once', async () => {
      for (let round = 0; round < 6; round += 1) {
        const id = await aReport(await aListing(), written);
        const decided = decisions.refuse(world.here, { id, reason: 'Ouvert.' }, agent, new Date());
        await Promise.all([decided, confirm(id)]);
        expect(await answers(id)).toBe(1);
      }
    });

    it('say nothing of a decision that was taken back before', async () => {
      const id = await aReport(await aListing(), written);
      await confirm(id);
      await decisions.accept(world.here, { id, reason: null, correction: closing }, agent, new Date());
      await decisions.reopen(world.here, id, agent, new Date());
      await handlers.answer.run(job(id));
      for (const ref of await reopenings(id)) await handlers.reopened.run(job(ref));
      expect(transport.sent).toEqual([]);
    });

    const reopenings = async (id: string): Promise<string[]> =>
      (await promisedOf(world, 'report.reopened')).filter((ref) => ref === id);

    it.each<['fr' | 'en', string, RegExp]>([
      ['fr', 'Votre signalement est examiné de nouveau : Chez Paul', /comme avant\s: ouverture ou fermeture/],
      ['en', 'Your report is looked at again: Chez Paul', /as before: open or closed/],
    ])('say in %s that a decision that they told of was taken back, once', async (locale, subject, words) => {
      const id = await aReport(await aListing(), written, world.here, locale);
      await confirm(id);
      await decisions.accept(world.here, { id, reason: null, correction: closing }, agent, new Date());
      await handlers.answer.run(job(id));
      transport.sent.length = 0;
      await decisions.reopen(world.here, id, agent, new Date());
      const promised = await reopenings(id);
      expect(promised).toHaveLength(1);
      const one = job(id);
      for (let time = 0; time < 2; time += 1) await handlers.reopened.run(one);
      // Another job of the same reopening says no more.
      await handlers.reopened.run(job(id));
      expect(transport.sent.map(({ to }) => to.address)).toEqual([written.email]);
      expect(transport.sent[0]).toMatchObject({ subject });
      expect(transport.sent[0]?.text).toMatch(words);
    });

    it('give up the answer that was begun where the decision is taken back before the next attempt', async () => {
      const id = await aReport(await aListing(), { email: 'attente@habitant.example' });
      await confirm(id);
      await decisions.refuse(world.here, { id, reason: 'Ouvert.' }, agent, new Date());
      const answer = job(id);
      const away = jest.spyOn(transport, 'send').mockRejectedValueOnce(new Error('no answer'));
      await expect(handlers.answer.run(answer)).rejects.toThrow('no answer');
      away.mockRestore();
      await decisions.reopen(world.here, id, agent, new Date());
      const reopening = job(id);
      await expect(handlers.reopened.run(reopening)).rejects.toThrow('is on its way');
      await handlers.answer.run(answer);
      await handlers.reopened.run(reopening);
      expect(transport.sent).toEqual([]);
    });

    it('say once what was decided alike again before the first mail had its turn', async () => {
      const id = await aReport(await aListing(), written);
      await confirm(id);
      const now = Date.now();
      const refuse = (ms: number) =>
        decisions.refuse(world.here, { id, reason: 'Ouvert.' }, agent, new Date(now + ms));
      await refuse(0);
      const answerOf = reports.answerOf.bind(reports);
      const first = jest.spyOn(reports, 'answerOf').mockImplementationOnce(async (ctx, ref) => {
        const answer = await answerOf(ctx, ref);
        await decisions.reopen(world.here, id, agent, new Date(now + 1));
        await refuse(2);
        return answer;
      });
      await handlers.answer.run(job(id));
      first.mockRestore();
      expect(transport.sent).toEqual([]);
      await handlers.answer.run(job(id));
      expect(transport.sent).toHaveLength(1);
    });

    it('say it of a refusal too, and not once the next decision is taken', async () => {
      const id = await aReport(await aListing(), written);
      await confirm(id);
      await decisions.refuse(world.here, { id, reason: 'Ouvert.' }, agent, new Date());
      await handlers.answer.run(job(id));
      await decisions.reopen(world.here, id, agent, new Date());
      await decisions.accept(world.here, { id, reason: null, correction: closing }, agent, new Date());
      transport.sent.length = 0;
      await handlers.reopened.run(job(id));
      expect(transport.sent).toEqual([]);
      await handlers.answer.run(job(id));
      await decisions.reopen(world.here, id, agent, new Date());
      await handlers.reopened.run(job(id));
      expect(transport.sent.map(({ subject }) => subject)).toEqual([
        'C’est corrigé : Chez Paul',
        'Votre signalement est examiné de nouveau : Chez Paul',
      ]);
    });

    it('say nothing of it to an address that was proved since, nor on another territory', async () => {
      const id = await aReport(await aListing(), written);
      await decisions.refuse(world.here, { id, reason: 'Ouvert.' }, agent, new Date());
      await decisions.reopen(world.here, id, agent, new Date());
      expect(await reopenings(id)).toEqual([]);
      await confirm(id);
      await handlers.reopened.run(job(id));
      await expect(handlers.reopened.run(job(id, world.there))).resolves.toBeUndefined();
      expect(transport.sent).toEqual([]);
    });
  });
});
