import { listingReportSchema } from '@halles/contracts';
import { AdditionService, ClaimantService, ClaimProofService } from '@halles/domain/claims';
import { DuplicateService } from '@halles/domain/duplicates';
import { ReportService } from '@halles/domain/reports';
import { systemClock } from '@halles/kernel';
import { consoleInvitationLink, ConsolePreviews } from '@halles/domain/console-accounts';
import { listAudit, SignedLinks } from '@halles/platform/tenancy';
import { anAccount, GENEROUS, tracesOf, withoutAudit, type World, writeListings } from '@halles/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuid } from 'uuid';
import {
  addAccount,
  type Call,
  ConsoleClient,
  openSession,
  PASSWORD,
  type TestAccount,
} from '@halles/testing/console';
import { anAddition, correctByLink, openCorrectionsOf } from '@halles/testing/corrections';
import { ConsoleStage } from '../testing/console-stage';

const HERE = '/api/tenants/ici-bourg';
const drawn = `M10 20${Array.from({ length: 12 }, (_, n) => `L${20 + n * 9} ${40 + (n % 3) * 7}`).join('')}`;
const REASON = 'Vérifié sur place.';

/** Something that is decided or changed in the console. */
interface Act {
  /** As the audit log has it. */
  readonly action: string;
  /** Makes what it is about. @returns the request that does it */
  prepare(): Promise<Call>;
}

describe('what is decided in the console', () => {
  let world: World;
  let app: NestFastifyApplication;
  let stage: ConsoleStage;
  let manager: TestAccount;
  let browser: ConsoleClient;

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    ({ world, app } = stage);
    manager = await addAccount(world, { role: 'manager', tenantId: world.here.tenant.id });
    browser = new ConsoleClient(stage.port);
    await openSession(world, browser, manager);
  });
  afterAll(async () => {
    await stage.close();
  });

  const of = <T>(service: abstract new (...args: never[]) => T): T => app.get<T>(service, { strict: false });
  const post = (path: string, body: object = {}): Call => ({ method: 'POST', path: HERE + path, body });
  const put = (path: string, body: object): Call => ({ method: 'PUT', path: HERE + path, body });
  const gone = (path: string): Call => ({ method: 'DELETE', path: HERE + path });
  const townService = {
    ...{ id: uuid(), name: 'État civil', street: '3 place de la Mairie', postalCode: '33000' },
    ...{ communeCode: '33063', phone: null, email: null },
  };
  const gaugeRule = {
    ...{ title: 'Jauge', text: 'Une personne pour 8 m².', source: 'Arrêté', sourceUrl: null },
    ...{ communes: [], categories: [], firstDay: '2030-12-01', lastDay: '2030-12-31' },
    ...{ formula: { kind: 'surface', squareMetres: 8 }, isStaffCounted: false, isHouseholdOne: true },
  };
  const aGaugeRule = async (): Promise<string> => {
    const id = uuid();
    await done(post('/gauge-rules', { id, rule: gaugeRule }));
    return id;
  };
  const done = async (call: Call): Promise<Record<string, unknown>> => {
    const { status, json } = await browser.call(call);
    expect(Math.floor(status / 100)).toBe(2);
    return json;
  };

  const listing = async (email: string | null = null): Promise<number> =>
    (await writeListings(world, world.here, [{ facts: { contact: { email } } }]))[0] ?? 0;
  const claimed = async (kind: 'town' | 'letter-code'): Promise<string> => {
    const who = { accountId: (await anAccount(world, world.here)).id, siret: null };
    const { id } = await of(ClaimantService).begin(world.here, await listing(), who, 'fr', systemClock.now());
    const input = kind === 'town' ? { kind } : { kind, address: null };
    await of(ClaimProofService).requestProof(world.here, id, who, input, systemClock.now());
    return id;
  };
  const reported = async (): Promise<string> => {
    const form = listingReportSchema.parse({ idempotencyKey: uuid(), kind: 'closed' });
    const about = await listing();
    await of(ReportService).report(world.here, { ...form, listing: about }, 'fr');
    return (await of(ReportService).reportsOf(world.here, about))[0]?.id ?? '';
  };
  const corrected = async (): Promise<string> => {
    const about = await listing('contact@four.example');
    await anAccount(world, world.here, { grants: [{ listingId: about }] });
    await correctByLink(world, app, about, { phone: '+33556000002' });
    return (await openCorrectionsOf(world, about))[0] ?? '';
  };
  const mandateFor = (about: number) => ({
    listing: about,
    scope: null,
    giverName: 'Jeanne Paul',
    giverQuality: 'gérante',
    giverEmail: null,
    locale: 'fr',
    months: 12,
    means: 'screen',
    signature: drawn,
  });
  const pair = async (): Promise<string> => {
    const [one, other] = [await listing(), await listing()];
    await world.work.write(world.here, ({ manager: rows }) =>
      rows.query('INSERT INTO listing_pair (one, other, likeness) VALUES ($1, $2, 0.9)', [one, other]),
    );
    return `${one}-${other}`;
  };
  const input = () => ({ email: `${uuid()}@mairie.example`, name: 'Claire', role: 'agent', locale: 'fr' });
  const invited = async () => String((await done(post('/team/invitations', input())))['id']);
  const member = async () => (await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id })).id;

  const acts: readonly Act[] = [
    ...(['approve', 'refuse'] as const).map((decision) => ({
      action: `claim.${decision}`,
      prepare: async () => post(`/claims/${await claimed('town')}/decision`, { decision, reason: REASON }),
    })),
    {
      action: 'addition.approve',
      prepare: async () => {
        const by = { isOther: true, locale: 'fr' } as const;
        const { id: account } = await anAccount(world, world.here);
        const asked = await of(AdditionService).request(
          world.here,
          account,
          anAddition,
          by,
          systemClock.now(),
        );
        const decision = { decision: 'approve', reason: REASON, makesOwner: true };
        return post(`/additions/${asked.kind === 'asked' ? asked.id : ''}/decision`, decision);
      },
    },
    {
      action: 'letters.printed',
      prepare: async () => post('/letters', { claims: [await claimed('letter-code')] }),
    },
    ...(
      [
        ['accept', 'accepted'],
        ['refuse', 'refused'],
      ] as const
    ).flatMap(([decision, state]) => [
      {
        action: `report.${state}`,
        prepare: async () => post(`/reports/${await reported()}/decision`, { decision, reason: REASON }),
      },
      {
        action: `correction.${state}`,
        prepare: async () => post(`/corrections/${await corrected()}/decision`, { decision, reason: REASON }),
      },
    ]),
    {
      action: 'report.reopened',
      prepare: async () => {
        const id = await reported();
        await done(post(`/reports/${id}/decision`, { decision: 'refuse', reason: REASON }));
        return post(`/reports/${id}/reopening`);
      },
    },
    { action: 'mandate.signed', prepare: async () => post('/mandates', mandateFor(await listing())) },
    {
      action: 'mandate.revoked',
      prepare: async () => {
        const { id } = await done(post('/mandates', mandateFor(await listing())));
        return post(`/mandates/${String(id)}/end`);
      },
    },
    {
      action: 'listing.handed-over',
      prepare: async () => {
        const about = await listing();
        await done(post('/mandates', mandateFor(about)));
        return post(`/listings/${about}/hand-over`);
      },
    },
    {
      action: 'previews.ended',
      prepare: async () => {
        const token = (browser.cookie ?? '').split('=')[1] ?? '';
        await of(ConsolePreviews).give(world.here.tenant, token);
        return gone('/preview');
      },
    },
    {
      action: 'pair.merged',
      prepare: async () => post(`/duplicates/${await pair()}/decision`, { decision: 'merge' }),
    },
    {
      action: 'pair.kept-apart',
      prepare: async () => post(`/duplicates/${await pair()}/decision`, { decision: 'keep-apart' }),
    },
    {
      action: 'pair.separated',
      prepare: async () => {
        const id = await pair();
        await of(DuplicateService).merge(world.here, id, { accountId: null, name: '' }, new Date());
        return post(`/duplicates/${id}/decision`, { decision: 'keep-apart' });
      },
    },
    {
      action: 'claim.request',
      prepare: async () =>
        post(`/claims/${await claimed('town')}/document-request`, { message: REASON, days: 14 }),
    },
    {
      action: 'claim.reopen',
      prepare: async () => {
        const id = await claimed('town');
        await done(post(`/claims/${id}/decision`, { decision: 'refuse', reason: REASON }));
        return post(`/claims/${id}/reopening`, { reason: REASON });
      },
    },
    {
      action: 'case.take',
      prepare: async () =>
        put(`/cases/claim/${await claimed('town')}/assignee`, { assignee: manager.id, was: null }),
    },
    {
      action: 'reason-template.added',
      prepare: () =>
        Promise.resolve(
          post('/reason-templates', { purpose: 'refuse', title: 'Illisible', fr: REASON, en: 'Checked.' }),
        ),
    },
    {
      action: 'claim-policy.chosen',
      prepare: () => Promise.resolve(put('/claim-policy', { policy: 'manual' })),
    },
    {
      action: 'town-service.added',
      prepare: () => Promise.resolve(post('/town-services', townService)),
    },
    {
      action: 'town-service.notices',
      prepare: async () => {
        const { json } = await browser.call(post('/town-services', { ...townService, id: uuid() }));
        return put(`/town-services/${String(json['listing'])}/notices`, { email: 'accueil@mairie.example' });
      },
    },
    {
      action: 'gauge-rule.created',
      prepare: () => Promise.resolve(post('/gauge-rules', { id: uuid(), rule: gaugeRule })),
    },
    {
      action: 'gauge-rule.changed',
      prepare: async () => put(`/gauge-rules/${await aGaugeRule()}`, { version: 1, rule: gaugeRule }),
    },
    {
      action: 'gauge-rule.ended',
      prepare: async () => post(`/gauge-rules/${await aGaugeRule()}/ending`, { version: 1, isEnded: true }),
    },
    {
      action: 'visit.noted',
      prepare: async () => put(`/visits/${await listing()}`, { note: 'Fermé le lundi.' }),
    },
    {
      action: 'visit.removed',
      prepare: async () => {
        const visited = await listing();
        await browser.call(put(`/visits/${visited}`, { note: null }));
        return gone(`/visits/${visited}`);
      },
    },
    {
      action: 'invitations.printed',
      prepare: async () => {
        await listing();
        return post('/visits/letters', { commune: '33063', street: null });
      },
    },
    {
      action: 'invitations.refused',
      prepare: async () => put(`/listings/${await listing()}/letters`, { wanted: false }),
    },
    {
      action: 'invitations.allowed',
      prepare: async () => {
        const path = `/listings/${await listing()}/letters`;
        await done(put(path, { wanted: false }));
        return put(path, { wanted: true });
      },
    },
    { action: 'team.invited', prepare: () => Promise.resolve(post('/team/invitations', input())) },
    {
      action: 'team.invited-again',
      prepare: async () => post(`/team/invitations/${await invited()}/sending`),
    },
    { action: 'team.invitation-revoked', prepare: async () => gone(`/team/invitations/${await invited()}`) },
    {
      action: 'team.role-changed',
      prepare: async () => put(`/team/members/${await member()}`, { role: 'manager' }),
    },
    { action: 'team.withdrawn', prepare: async () => gone(`/team/members/${await member()}`) },
    // Last: it signs the browser in to the account that it makes.
    {
      action: 'team.joined',
      prepare: async () => {
        const subject = { id: await invited(), serial: 1 };
        const token = new SignedLinks(world.config.masterKey).issue(
          world.here,
          consoleInvitationLink,
          subject,
        );
        const body = { tenant: 'ici-bourg', token, name: 'Claire', password: PASSWORD };
        return { method: 'POST', path: '/api/invitations/acceptance', body };
      },
    },
  ];

  it.each(acts)(
    'is not done where it cannot be written down, and written down where it is: $action',
    async ({ action, prepare }) => {
      const call = await prepare();
      const before = await tracesOf(world, world.here);
      const refused = await withoutAudit(world, world.here, () => browser.call(call));
      expect(refused.status).toBe(500);
      expect(await tracesOf(world, world.here)).toEqual(before);

      await done(call);
      const lines = await world.work.read(world.here, (tx) => listAudit(tx, 10));
      expect(lines.map((line) => line.action)).toContain(action);
      const { audit_log: log, ...rest } = await tracesOf(world, world.here);
      const { audit_log: logBefore, ...restBefore } = before;
      expect([log === logBefore, JSON.stringify(rest) === JSON.stringify(restBefore)]).toEqual([
        false,
        false,
      ]);
    },
  );

  it('is not done for another territory either, where this one’s log takes no line', async () => {
    const elsewhere = await tracesOf(world, world.there);
    await withoutAudit(world, world.here, () => browser.call(put('/claim-policy', { policy: 'automatic' })));
    expect(await tracesOf(world, world.there)).toEqual(elsewhere);
  });
});
