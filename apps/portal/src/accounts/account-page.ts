import type { Bilingual } from '@halles/kernel';
import type { MerchantFrameView } from '../merchant-space';
import { type Page, page, type PageOptions } from '../rendering/page';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import type { AccountBody } from './account.view';

/** What stands on a page of accounts below its first heading. */
export type AccountContent = Omit<AccountBody, 'heading' | 'lead' | 'trail'> &
  Partial<Pick<AccountBody, 'trail'>>;

/** Where these pages are in the merchant space. */
export const ACCOUNT = { current: 'account' } as const;

export interface AccountPageOptions extends PageOptions {
  /** Its texts are `account.<name>.title`, `.heading` and, where there is one, `.lead`. */
  readonly name: string;
  readonly paths: Bilingual;
  /** The query of its address, with its `?`. */
  readonly query?: string;
  /** Words that its texts name, beside those of the territory. */
  readonly words?: Readonly<Record<string, string>>;
  readonly present: (scope: PageScope) => AccountContent;
  /** What surrounds it in the merchant space, for who is signed in. */
  readonly frame?: (scope: PageScope) => MerchantFrameView;
}

/** A page of signing in or of an account, as a handler returns it. Each is for one reader. Pure. */
export const accountPage = ({
  name,
  paths,
  query = '',
  words,
  present,
  frame,
  ...options
}: AccountPageOptions): Page =>
  page(
    frame ? 'accounts/account-space' : 'accounts/account',
    (scope) => {
      const all = { ...territoryWords(scope), ...words };
      const line = (key: string): string => scope.texts.line(`account.${name}.${key}`, all);
      const title = line('title');
      const body: AccountBody = {
        heading: line('heading'),
        ...(scope.texts.has(`account.${name}.lead`) ? { lead: line('lead') } : {}),
        trail: [],
        ...(frame ? { pro: frame(scope) } : {}),
        ...present(scope),
      };
      return { head: { page: null, title, description: title, paths, query, noindex: true }, body };
    },
    options,
  );
