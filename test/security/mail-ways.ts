import { SignedLinks } from '@halles/platform/tenancy';
import { randomUUID } from 'node:crypto';
import { mandateLink } from '@halles/domain/mandates';
import { required } from '@halles/kernel';
import { signInAs, writeListings } from '@halles/testing';
import { ConsoleClient } from '@halles/testing/console';
import { aSiret } from '@halles/testing/imports';
import { PortalBrowser } from '../../apps/portal/testing/portal-browser';
import type { Portal } from '../../apps/portal/testing/portal-harness';

/** A form that was sent, and who is to get a mail for it where it was taken. */
export interface Sent {
  readonly form: string;
  readonly status: number;
  readonly to: readonly string[];
}

type Fields = Readonly<Record<string, string>>;

/** A page that somebody keeps, and their browser. */
interface KeptPage {
  readonly kept: number;
  readonly owner: PortalBrowser;
}

const PASSWORD = 'girafe lampe otarie';
const HERE = 'ici-bourg';
export const TOWN = `mairie@${HERE}.example`;
/** What a form cannot carry a program can: half a character, in JSON. */
const needsJson = (fields: Fields): boolean => Object.values(fields).some((text) => /\p{Cs}/u.test(text));

/** What a database can keep of a text: rows are older than forms, and come from registers too. */
const storable = (text: string): string => text.replaceAll(/\u0000|\p{Cs}/gu, '').slice(0, 100);

/** Every form of portal and console whose words end up in a mail. Each text has people and businesses of its own. */
export class MailWays {
  readonly sent: Sent[] = [];
  /** What of the text of that number waits for an answer. */
  private readonly waiting = new Map<number, KeptPage & { readonly claimant: string }>();

  constructor(
    private readonly portal: Portal,
    private readonly office: ConsoleClient,
  ) {}

  /** Sends everything that takes a name, a subject or a reason. @param n of the text, for addresses that tell it apart */
  async writeText(n: number, text: string): Promise<void> {
    const mail = (who: string): string => `${who}-${n}@safe.example`;
    await this.writeAsReader(text, mail);
    const page = await this.writeAsOwner(n, text, mail);
    const claimant = await this.writeAsClaimant(n, text, mail);
    this.waiting.set(n, { ...page, claimant });
  }

  /** Answers what was asked: decides, signs, and changes the page for the merchant who signed. */
  async answerText(n: number, text: string): Promise<void> {
    const { kept, owner, claimant } = required(this.waiting.get(n), 'what was written before');
    const [claim] = await this.rows('SELECT id FROM claim WHERE account_id = $1', [claimant]);
    const [addition] = await this.rows('SELECT id FROM addition_request WHERE account_id = $1', [claimant]);
    const [to, refusal] = [[`claimant-${n}@safe.example`], { decision: 'refuse', reason: text }];
    await this.call('POST', `/claims/${claim?.id}/decision`, refusal, to);
    await this.call('POST', `/additions/${addition?.id}/decision`, { ...refusal, makesOwner: false }, to);
    // Who signs is not who keeps the page: it waits for whom it is.
    const id = await this.sign(kept, text, [`owner-${n}@safe.example`]);
    await this.post(owner, `/pro/commerces/${kept}/equipe`, { do: 'agree', id }, [`giver-${n}@safe.example`]);
    const edit = { version: await this.versionOf(kept), description: text, phone: '05 56 00 00 09' };
    await this.call('PUT', `/listings/${kept}/profile`, edit, [`owner-${n}@safe.example`]);
  }

  /** Sends an address to everything that takes one: nobody is to be written to. */
  async writeAddress(n: number, address: string): Promise<void> {
    const listing = await this.business(`address-${n}`, `known-${n}@safe.example`);
    const { browser } = await this.signedIn(`address-${n}@safe.example`, 'M', listing);
    const forms: readonly [string, Fields][] = [
      ['/contact', { name: 'M', email: address, subject: 'M', message: 'M', idempotencyKey: randomUUID() }],
      [
        `/commerce/x-${listing}/signaler`,
        { kind: 'closed', message: '', email: address, idempotencyKey: randomUUID() },
      ],
      ['/inscription', { name: 'M', email: address, newPassword: PASSWORD }],
      ['/connexion/lien', { linkEmail: address }],
      ['/mot-de-passe', { email: address }],
      ['/compte/adresse', { newEmail: address }],
      [`/pro/commerces/${listing}/equipe`, { do: 'invite', inviteEmail: address }],
      [`/pro/commerces/${listing}/ceder`, { email: address }],
    ];
    for (const [path, fields] of forms) await this.post(browser, path, fields, []);
    await this.invite('M', address, []);
    await this.propose(listing, 'M', address, []);
  }

  private async writeAsReader(text: string, mail: (who: string) => string): Promise<void> {
    const reader = new PortalBrowser(this.portal);
    const key = (): Fields => ({ idempotencyKey: randomUUID() });
    await this.post(
      reader,
      '/contact',
      { name: text, email: mail('citizen'), subject: text, message: text, ...key() },
      [mail('citizen'), TOWN],
    );
    const listing = await this.business(text, mail('known'));
    await this.post(
      reader,
      `/commerce/x-${listing}/signaler`,
      { kind: 'other', message: text, email: mail('reporter'), ...key() },
      [mail('reporter')],
    );
    await this.post(reader, `/commerce/x-${listing}/corriger`, {}, [mail('known')]);
    await this.post(reader, '/inscription', { name: text, email: mail('new'), newPassword: PASSWORD }, [
      mail('new'),
    ]);
    for (const locale of ['fr', 'en'] as const)
      await this.invite(text, mail(`agent-${locale}`), [mail(`agent-${locale}`)], locale);
  }

  private async writeAsOwner(n: number, text: string, mail: (who: string) => string): Promise<KeptPage> {
    const listing = await this.business(`owned-${n}`, mail('owned'));
    const { browser } = await this.signedIn(mail('owner'), text, listing);
    const business = `/pro/commerces/${listing}`;
    await this.post(browser, '/compte/nom', { name: text, locale: 'fr' }, []);
    await this.post(
      browser,
      `${business}/informations`,
      { name: text, keywords: text, descriptionFr: text },
      [],
    );
    await this.post(browser, '/compte/adresse', { newEmail: mail('moved') }, [mail('moved')]);
    await this.post(browser, '/connexion/lien', { linkEmail: mail('owner') }, [mail('owner')]);
    await this.post(browser, `${business}/equipe`, { do: 'invite', inviteEmail: mail('staff') }, [
      mail('staff'),
    ]);
    await this.post(browser, `${business}/ceder`, { email: mail('heir') }, [mail('heir')]);
    const told = { kind: 'other', message: text, email: '', idempotencyKey: randomUUID() };
    await this.post(new PortalBrowser(this.portal), `/commerce/x-${listing}/signaler`, told, [mail('owner')]);
    await this.propose(listing, text, mail('giver'), [mail('giver')]);
    return { kept: listing, owner: browser };
  }

  private async writeAsClaimant(n: number, text: string, mail: (who: string) => string): Promise<string> {
    const listing = await this.business(text, mail('claimed'));
    const { browser, accountId } = await this.signedIn(mail('claimant'), text);
    const to = [mail('claimant'), TOWN];
    // It waits for the town: a mail for each.
    await this.post(browser, `/pro/revendiquer/${listing}`, { way: 'town' }, to);
    const place = { category: 'bakery', postalCode: '33000', communeCode: '33063', isOther: 'yes' };
    const addition = { siret: aSiret(n + 1), name: text, street: text, message: text, ...place };
    // Where the text was refused a plain one is sent, so that there is something to decide.
    if ((await this.post(browser, '/pro/ajouter', addition, to)) >= 400) {
      const plain = { ...addition, name: `N ${n}`, street: 'rue', message: '' };
      await this.post(browser, '/pro/ajouter', plain, to);
    }
    return accountId;
  }

  private async business(name: string, email: string): Promise<number> {
    const { world } = this.portal;
    const facts = { displayName: storable(name), contact: { email } };
    const [listing = 0] = await writeListings(world, world.here, [{ facts }]);
    return listing;
  }

  private async signedIn(email: string, name: string, listingId?: number) {
    const { world } = this.portal;
    const grants = listingId === undefined ? [] : [{ listingId }];
    const { token, account } = await signInAs(world, world.here, { email, name: storable(name), grants });
    const browser = new PortalBrowser(this.portal);
    browser.jar.set('__Host-halles', token);
    return { browser, accountId: account.id };
  }

  private async post(
    browser: PortalBrowser,
    path: string,
    fields: Fields,
    to: readonly string[],
  ): Promise<number> {
    const headers = {
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': browser.address,
      cookie: browser.cookie,
    };
    const { status } = needsJson(fields)
      ? await this.portal.ask(HERE, path, { method: 'POST', headers, body: JSON.stringify(fields) })
      : await browser.post(path, fields);
    this.sent.push({ form: path, status, to });
    return status;
  }

  private async call(method: string, path: string, body: object, to: readonly string[]): Promise<void> {
    const { status } = await this.office.call({ method, path: `/api/tenants/${HERE}${path}`, body });
    this.sent.push({ form: path, status, to });
  }

  private async invite(
    name: string,
    email: string,
    to: readonly string[],
    locale: 'fr' | 'en' = 'fr',
  ): Promise<void> {
    await this.call('POST', '/team/invitations', { email, name, role: 'agent', locale }, to);
  }

  private async propose(
    listing: number,
    text: string,
    giverEmail: string,
    to: readonly string[],
  ): Promise<void> {
    const input = { listing, scope: null, locale: 'fr', months: 12, means: 'link' };
    await this.call('POST', '/mandates', { ...input, giverName: text, giverQuality: text, giverEmail }, to);
    const [asked] = await this.rows('SELECT id FROM mandate WHERE listing_id = $1', [listing]);
    if (!asked && to.length > 0)
      await this.call('POST', '/mandates', { ...input, giverName: 'M', giverQuality: 'M', giverEmail }, to);
  }

  private async sign(listing: number, text: string, to: readonly string[]): Promise<string> {
    const { world } = this.portal;
    const [mandate] = await this.rows('SELECT id FROM mandate WHERE listing_id = $1', [listing]);
    const token = new SignedLinks(world.config.masterKey).issue(world.here, mandateLink, {
      id: mandate?.id ?? '',
      serial: 0,
    });
    const browser = new PortalBrowser(this.portal);
    const status = await this.post(browser, `/mandat/${token}`, { name: text, agreed: 'yes' }, to);
    if (status >= 400) await this.post(browser, `/mandat/${token}`, { name: 'M', agreed: 'yes' }, to);
    return mandate?.id ?? '';
  }

  private async versionOf(listing: number): Promise<number> {
    const [row] = await this.rows<{ version: number }>(
      'SELECT version FROM listing_profile WHERE listing_id = $1',
      [listing],
    );
    return row?.version ?? 0;
  }

  private rows<T extends object = { id: string }>(sql: string, values: readonly unknown[]): Promise<T[]> {
    const { world } = this.portal;
    return world.work.read(world.here, ({ manager }) => manager.query<T[]>(sql, [...values]));
  }
}
