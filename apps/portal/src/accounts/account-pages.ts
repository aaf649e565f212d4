import type { Bilingual } from '@halles/kernel';
import { contextOf, localeOfPath } from '@halles/platform/http';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { presentLayout } from '../rendering/layout.presenter';
import { PageRenderer } from '../rendering/page-renderer';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { PageSender } from '../rendering/page-sender';
import type { AccountBody } from './account-views';

export interface AccountScreen {
  /** Its texts are `account.<name>.title`, `.heading` and, where there is one, `.lead`. */
  readonly name: string;
  readonly paths: Bilingual;
  /** 200 unless said. */
  readonly status?: number;
  /** Words that its texts name, beside those of the territory. */
  readonly words?: Readonly<Record<string, string>>;
  readonly present: (
    scope: PageScope,
  ) => Omit<AccountBody, 'heading' | 'lead' | 'trail'> & Partial<Pick<AccountBody, 'trail'>>;
}

/** Shows the pages of accounts in the look of the territory: each is for one reader, and kept nowhere. */
@Injectable()
export class AccountPages {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
  ) {}

  show(request: FastifyRequest, reply: FastifyReply, screen: AccountScreen): void {
    const { tenant } = contextOf(request);
    const { name, paths, status = 200 } = screen;
    const scope = this.renderer.scope(tenant, localeOfPath(request.url));
    const words = { ...territoryWords(scope), ...screen.words };
    const line = (key: string): string => scope.texts.line(`account.${name}.${key}`, words);
    const body: AccountBody = {
      heading: line('heading'),
      ...(scope.texts.has(`account.${name}.lead`) ? { lead: line('lead') } : {}),
      trail: [],
      ...screen.present(scope),
    };
    const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
    const layout = presentLayout(scope, {
      page: null,
      title: line('title'),
      description: line('title'),
      paths,
      query,
      noindex: true,
    });
    // Heard first by those who listen to the page: something in the form is to be mended.
    const title =
      body.problem === undefined
        ? layout.title
        : scope.texts.line('account.invalidTitle', { title: layout.title });
    const html = this.renderer.render(tenant, 'accounts/account', { layout: { ...layout, title }, body });
    void this.sender.sendPrivate(reply, status, { locale: scope.locale, html });
  }
}
