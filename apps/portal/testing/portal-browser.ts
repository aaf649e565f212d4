import { accountLink, invitationLink } from '@halles/domain/accounts';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import type { Answer, Portal } from './portal-harness';

/** Headers whose values are new each time. */
const PASSING = ['date', 'x-request-id', 'set-cookie', 'keep-alive', 'connection'];

/** All that an answer says to who cannot read our mind, but the address that was typed: as one text. Pure. */
export function faceOf({ status, headers, body }: Answer, email: string): string {
  const said = Object.entries(headers).filter(([name]) => !PASSING.includes(name));
  const cookies = (headers['set-cookie'] ?? []).map((cookie) => cookie.replace(/=[^;]*/, ''));
  return JSON.stringify({
    status,
    said,
    cookies,
    names: Object.keys(headers),
    body: body.replaceAll(email, ''),
  });
}

let visitors = 0;

/** A browser of one person on one portal: keeps cookies as browsers do, follows nothing by itself. */
export class PortalBrowser {
  readonly jar = new Map<string, string>();
  /** The address that our proxy gives for it: one for each, so that nobody's limits are another's. */
  readonly address = `10.${(visitors += 1) >> 8}.${visitors & 255}.7`;

  constructor(
    private readonly portal: Pick<Portal, 'ask' | 'post'>,
    private readonly slug = 'ici-bourg',
  ) {}

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.keep(await this.portal.ask(this.slug, path, { headers: { ...this.headers(), ...headers } }));
  }

  async post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.keep(await this.portal.post(this.slug, path, fields, this.headers()));
  }

  /** Signs in by password. */
  signIn(email: string, password: string): Promise<Answer> {
    return this.post('/connexion', { email, password });
  }

  private headers(): Record<string, string> {
    const cookie = this.cookie;
    return { 'x-forwarded-for': this.address, ...(cookie === '' ? {} : { cookie }) };
  }

  private keep(answer: Answer): Answer {
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return answer;
  }
}

/** The path of the newest link that was mailed to an address, as its mail has it. @throws Error where there is none */
export async function linkTo(portal: Portal, ctx: TenantContext, email: string): Promise<string> {
  const [row] = await portal.world.work.read(ctx, (tx) =>
    tx.manager.query<{ id: string }[]>(
      `SELECT id FROM account_link WHERE email = $1 AND kind <> 'second-factor' ORDER BY created_at DESC, id DESC LIMIT 1`,
      [email],
    ),
  );
  if (!row) throw new Error(`no link was mailed to ${email}`);
  const links = new SignedLinks(portal.world.config.masterKey);
  return `/lien/${links.issue(ctx, accountLink, { id: row.id, serial: 0 })}`;
}

/** The path of an invitation's link, of its newest sending unless said. */
export async function invitationTo(
  portal: Portal,
  ctx: TenantContext,
  email: string,
  sending?: number,
): Promise<string> {
  const [row] = await portal.world.work.read(ctx, (tx) =>
    tx.manager.query<{ id: string; sending: number }[]>(
      'SELECT id, sending FROM account_invitation WHERE email = $1 ORDER BY created_at DESC LIMIT 1',
      [email],
    ),
  );
  if (!row) throw new Error(`no invitation was mailed to ${email}`);
  const links = new SignedLinks(portal.world.config.masterKey);
  return `/invitation/${links.issue(ctx, invitationLink, { id: row.id, serial: sending ?? row.sending })}`;
}

/** Ages what a query names, instead of waiting. @param set SQL of the change, with the milliseconds as `$1` */
export async function age(portal: Portal, ctx: TenantContext, statement: string, ms: number): Promise<void> {
  await portal.world.work.write(ctx, (tx) => tx.manager.query(statement, [ms / 1_000]));
}
