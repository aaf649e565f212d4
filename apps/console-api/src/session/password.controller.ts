import {
  type ConsolePasswordLink,
  consolePasswordLinkSchema,
  type ConsolePasswordOffer,
  type ForgottenConsolePassword,
  forgottenConsolePasswordSchema,
  type ResetConsolePassword,
  resetConsolePasswordSchema,
} from '@halles/contracts';
import {
  ConsoleAuth,
  consolePasswordLink,
  ConsolePasswordLinkEnded,
  ConsolePasswords,
  ConsoleSessionEnded,
  readSessionCookie,
  sessionCookie,
} from '@halles/domain/console-accounts';
import {
  type Client,
  CurrentClient,
  CurrentRequestId,
  type HttpAnswer,
  json,
  Public,
  RateLimit,
  visitorKey,
} from '@halles/platform/http';
import { SignedLinks, TenantRegistry } from '@halles/platform/tenancy';
import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { Postboxes } from '../postboxes';
import { presentSession } from './session.presenter';

/** Forgotten passwords. The token of a link travels in bodies: no log has it. */
@Controller('api/passwords')
export class PasswordController {
  constructor(
    private readonly passwords: ConsolePasswords,
    private readonly auth: ConsoleAuth,
    private readonly registry: TenantRegistry,
    private readonly links: SignedLinks,
    private readonly postboxes: Postboxes,
  ) {}

  /** Mails a link where the address has an account; answers the same where it has none. */
  @Post('request')
  @Public()
  @RateLimit('login')
  @HttpCode(204)
  async request(
    @Body({ schema: forgottenConsolePasswordSchema }) input: ForgottenConsolePassword,
    @CurrentClient() { address }: Client,
    @CurrentRequestId() requestId: string,
  ): Promise<void> {
    await this.passwords.request(input, visitorKey(address), (grants) =>
      this.postboxes.forLink(grants, requestId),
    );
  }

  /** Whose password a link chooses; nothing is used up by looking. */
  @Post('offer')
  @Public()
  @RateLimit('login')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async offer(
    @Body({ schema: consolePasswordLinkSchema }) link: ConsolePasswordLink,
  ): Promise<ConsolePasswordOffer> {
    const { email } = await this.passwords.read(this.find(link));
    return { email };
  }

  /** Gives the account a new password and a new session; all others of it end, and its owner is told by mail. */
  @Post('reset')
  @Public()
  @RateLimit('login')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async reset(
    @Body({ schema: resetConsolePasswordSchema }) { password, ...link }: ResetConsolePassword,
    @CurrentClient() { cookies }: Client,
    @CurrentRequestId() requestId: string,
  ): Promise<HttpAnswer> {
    const token = await this.passwords.reset(this.find(link), password, {
      previousToken: readSessionCookie(cookies),
      postboxOf: (grants) => this.postboxes.forChange(grants, requestId),
    });
    const session = await this.auth.resume(token);
    // Another change of the password, at the same instant, ended it.
    if (!session) throw new ConsoleSessionEnded({});
    return json(presentSession(session, this.registry.all())).withCookies(sessionCookie(token));
  }

  private find({ tenant: slug, token }: ConsolePasswordLink): { tenantId: string; id: string } {
    const tenant = this.registry.bySlug(slug);
    const subject = tenant ? this.links.read({ tenant }, consolePasswordLink, token) : null;
    if (!tenant || !subject) throw new ConsolePasswordLinkEnded({});
    return { tenantId: tenant.id, id: subject.id };
  }
}
