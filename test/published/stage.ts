import { pathTo } from '@halles/contracts';
import { freshnessMails, QuestionService } from '@halles/domain/freshness';
import { MINUTE } from '@halles/kernel';
import type { FormValues } from '@halles/platform/forms';
import { MailRenderer } from '@halles/platform/mail';
import { signInAs } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { writeOpenData } from '@halles/testing/open-data';
import { parse } from 'csv-parse/sync';
import { v7 as uuid } from 'uuid';
import type { Answer, Portal } from '../../apps/portal/testing/portal-harness';
import { freshnessCheckModel } from '../../apps/worker/src/freshness/freshness-mail';
import { plain } from './fields';

/** A portal on which pages are published, and everything that they are read in. */
export class PublishedStage {
  private written = 0;

  /** @param now of everything that is published and read */
  constructor(
    readonly portal: Portal,
    readonly now: Date,
  ) {}

  /** The monthly question to who keeps the page, as it would leave now. */
  async monthlyMail(listing: number): Promise<string> {
    const { world } = this.portal;
    const id = uuid();
    await world.work.write(world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO freshness_question (id, listing_id, account_id, occasion, period, asked_at)
         SELECT $1, $2, account_id, 'monthly', '2026-11', $3 FROM account_grant WHERE listing_id = $2`,
        [id, listing, this.now],
      ),
    );
    const open = await this.portal.app
      .get(QuestionService, { strict: false })
      .mailOf(world.here, id, this.now);
    if (!open) throw new Error('no question is asked');
    const { settings } = world.here.tenant;
    const model = freshnessCheckModel(
      open,
      { timeZone: settings.timeZone, confirmUrl: 'https://x.example/' },
      this.now.getTime(),
    );
    const { text, html } = await new MailRenderer(process.cwd()).render(
      settings,
      freshnessMails.check,
      model,
      'fr',
    );
    expect(html).toContain('href="https://x.example/"');
    return plain(text);
  }

  /** The cookies of who keeps the page, and of who publishes: them, or an agent with a mandate for everything. */
  async cookiesOf(
    listing: number,
    kind: 'merchant' | 'agent',
  ): Promise<{ readonly owner: string; readonly author: string }> {
    const { world } = this.portal;
    const { cookie: owner } = await signInAs(world, world.here, {
      grants: [{ listingId: listing }],
      at: this.now,
    });
    if (kind === 'merchant') return { owner, author: owner };
    const { link } = await sendAgent(world, world.here, listing, { now: this.now });
    const { headers } = await this.portal.ask('ici-bourg', `/pro/agent/${link}`);
    return { owner, author: headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
  }

  /** Publishes what is typed in a form, and says yes where that is asked. */
  async publish(
    listing: number,
    cookie: string,
    { path, values }: { readonly path: string; readonly values: FormValues },
  ): Promise<Answer> {
    const send = (more: Readonly<Record<string, string>> = {}): Promise<Answer> => {
      const { do: _button, ...typed } = values;
      const pairs = Object.entries(typed).flatMap(([name, all]) => (all ?? []).map((one) => [name, one]));
      const fixed = Object.entries({ version: '0', do: values['do']?.[0] ?? 'publish', ...more });
      return this.portal.ask('ici-bourg', pathTo(path as 'profile.hours', 'fr', { listing }), {
        method: 'POST',
        headers: {
          cookie,
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
        body: new URLSearchParams([...pairs, ...fixed] as [string, string][]).toString(),
      });
    };
    const answer = await send();
    const [, closing] = /name="closing" value="([^"]+)"/.exec(answer.body) ?? [];
    return closing === undefined ? answer : send({ closing });
  }

  /** The public page, and its JSON-LD apart. */
  async page(listing: number): Promise<{ readonly html: string; readonly data: string }> {
    const { headers } = await this.portal.ask('ici-bourg', `/commerce/x-${listing}`);
    const { status, body } = await this.portal.ask('ici-bourg', headers.location ?? '');
    expect(status).toBe(200);
    const [, json = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(body) ?? [];
    return { html: body.replace(json, ''), data: JSON.stringify(JSON.parse(json)) };
  }

  /** The business in the files of open data: its row, its point on the map, and its node of JSON-LD. */
  async inOpenData(
    listing: number,
  ): Promise<{ readonly row: string; readonly point: string; readonly node: string }> {
    // The files are written anew every ten minutes at most: each time is a little later than the one before.
    await writeOpenData(
      this.portal.world,
      this.portal.world.here,
      new Date(this.now.getTime() + (this.written += 1) * 11 * MINUTE),
    );
    const read = async (path: string): Promise<string> => (await this.portal.ask('ici-bourg', path)).body;
    const rows = parse<Record<string, string>>(await read('/donnees/commerces.csv'), { columns: true });
    const { features } = JSON.parse(await read('/donnees/commerces.geojson')) as {
      features: { properties: { identifiant: number } }[];
    };
    const { '@graph': nodes } = JSON.parse(await read('/donnees/commerces.jsonld')) as {
      '@graph': { '@id': string }[];
    };
    return {
      row: JSON.stringify(rows.find(({ identifiant }) => identifiant === String(listing)) ?? {}),
      point: JSON.stringify(features.find(({ properties }) => properties.identifiant === listing) ?? {}),
      node: JSON.stringify(nodes.find(({ '@id': id }) => id.endsWith(`-${listing}`)) ?? {}),
    };
  }
}
