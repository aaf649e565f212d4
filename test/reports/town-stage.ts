import {
  type DecideReport,
  listingReportSchema,
  reportCaseSchema,
  type SearchAnswer,
} from '@halles/contracts';
import { ListingService } from '@halles/domain/listings';
import { REPORT_ANSWER_TIME, ReportQueue, ReportService } from '@halles/domain/reports';
import { DAY, MINUTE, required } from '@halles/kernel';
import { serve, type Serving } from '@halles/platform/http';
import { type TenantContext } from '@halles/platform/tenancy';
import { GENEROUS, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession, type TestAccount } from '@halles/testing/console';
import { writeOpenData } from '@halles/testing/open-data';
import { v7 as uuid } from 'uuid';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { until } from '../reliability/stage';
import { openPortal, type Portal } from '../../apps/portal/testing/portal-harness';

export const HERE = '/api/tenants/ici-bourg';
type Accept = Omit<Extract<DecideReport, { decision: 'accept' }>, 'decision' | 'reason'>;
export type Correction = Omit<NonNullable<Accept['correction']>, 'version'>;

/** A week as agents write it. */
export const week = ['', '9h-12h', '9 h – 12 h 30, 14h-19h', '', '7:00-13:00', '18h-2h', 'fermé'];

/** An agent's console and the portal of the same territory. */
export class TownStage {
  private shops = 0;
  private days = 0;

  constructor(
    readonly portal: Portal,
    readonly serving: Serving,
    readonly agent: TestAccount,
    readonly browser: ConsoleClient,
  ) {}

  async aShop(facts: object = {}, ctx: TenantContext = this.portal.world.here) {
    this.shops += 1;
    const name = `Quincaillerie ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[this.shops % 26] ?? ''}${this.shops}zk`;
    const [id = 0] = await writeListings(this.portal.world, ctx, [
      {
        source: 'sirene',
        facts: {
          displayName: name,
          contact: { phone: '+33556000001' },
          openingHoursText: 'Mo-Sa 09:00-18:00',
          ...facts,
        },
      },
    ]);
    return { id, name };
  }

  async report(listing: number, kind: string, ctx: TenantContext = this.portal.world.here) {
    const key = uuid();
    const form = listingReportSchema.parse({ idempotencyKey: key, kind, message: 'Vu en passant' });
    await this.portal.app.get(ReportService, { strict: false }).report(ctx, { ...form, listing }, 'fr');
    const [found] = await this.portal.world.work.read(ctx, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM listing_report WHERE idempotency_key = $1', [key]),
    );
    const id = required(found, 'a report').id;
    await this.portal.app.get(ReportQueue, { strict: false }).notifyOwner(ctx, id, new Date());
    return id;
  }

  /** The same once its owner did not answer. */
  async escalated(id: string): Promise<string> {
    await this.portal.app
      .get(ReportQueue, { strict: false })
      .escalate(
        this.portal.world.here,
        new Date(Date.now() + REPORT_ANSWER_TIME + MINUTE),
        new AbortController().signal,
      );
    return id;
  }

  post(path: string, body: object = {}, client = this.browser) {
    return client.call({ method: 'POST', path: `${HERE}${path}`, body });
  }

  async caseOf(id: string) {
    return reportCaseSchema.parse((await this.browser.get(`${HERE}/reports/${id}`)).json);
  }

  /** Accepts a report from the page as it is now. */
  async accept(
    id: string,
    correction: Correction | null,
    duplicateOf: number | null = null,
    reason: string | null = null,
  ) {
    const { facts } = await this.caseOf(id);
    const body = {
      decision: 'accept',
      reason,
      correction: correction && { version: facts.version, ...correction },
      duplicateOf,
    };
    return this.post(`/reports/${id}/decision`, body);
  }

  /** The public page of a listing, its data apart. */
  async page(listing: number) {
    const { headers, status } = await this.portal.ask('ici-bourg', `/commerce/x-${listing}`);
    if (status !== 301 && status !== 302 && status !== 308) return { status, body: '', data: '' };
    const answer = await this.portal.ask('ici-bourg', headers.location ?? '');
    const [, data = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(answer.body) ?? [];
    return { status: answer.status, body: answer.body.replace(data, ''), data };
  }

  /** The page once another process has heard of what was committed: it says that, or says it no longer. */
  async pageThat(says: boolean, listing: number, words: string | RegExp) {
    await until(`the page ${says ? 'says' : 'no longer says'} ${String(words)}`, 60_000, async () => {
      const { body } = await this.page(listing);
      return (typeof words === 'string' ? body.includes(words) : words.test(body)) === says;
    });
    return this.page(listing);
  }

  async isFound(name: string): Promise<boolean> {
    const { body, status } = await this.portal.ask('ici-bourg', `/commerces?q=${encodeURIComponent(name)}`);
    expect(status).toBe(200);
    return body.includes(`>${name}<`);
  }

  /** The first listing that a search answers. */
  async findsBy(name: string): Promise<number | undefined> {
    const { body } = await this.portal.ask('ici-bourg', `/api/v1/search?q=${encodeURIComponent(name)}`);
    return (JSON.parse(body) as SearchAnswer).results[0]?.id;
  }

  /** The file as it is a day after the last time: it is written anew when it is due. */
  async openData(): Promise<string> {
    this.days += 1;
    expect(
      await writeOpenData(this.portal.world, this.portal.world.here, new Date(Date.now() + this.days * DAY)),
    ).toBe(true);
    const { body } = await this.portal.ask('ici-bourg', '/donnees/commerces.csv');
    return body;
  }

  shown(listing: number) {
    return this.portal.app.get(ListingService, { strict: false }).find(this.portal.world.here, listing);
  }

  /** The listing whose page an address leads to. */
  async leadsTo(listing: number): Promise<number> {
    const { headers } = await this.portal.ask('ici-bourg', `/commerce/x-${listing}`);
    return Number(/-(\d+)$/.exec(headers.location ?? '')?.[1]);
  }

  async close(): Promise<void> {
    await this.serving.stop();
    await this.portal.close();
  }
}

export async function openTownStage(): Promise<TownStage> {
  const portal = await openPortal({ rateLimits: GENEROUS });
  const serving = await serve(await createConsoleApp(portal.world.config, { rateLimits: GENEROUS }), 0);
  const agent = await addAccount(portal.world, { role: 'agent', tenantId: portal.world.here.tenant.id });
  const browser = new ConsoleClient(serving.port);
  await openSession(portal.world, browser, agent);
  return new TownStage(portal, serving, agent, browser);
}
