import type { Tenant } from '@halles/platform/tenancy';
import { readThemeFaces } from '@halles/platform/theming';
import { LRUCache } from 'lru-cache';
import { type ClaimLetter, letterhead, wordClaimLetter } from './claim-letter';
import { type InvitationLetter, wordInvitationLetter } from './invitation-letter';
import type { DoorSign } from './door-sign';
import type { Letter } from './letter';
import { setLetters } from './letter-layout';
import { type LetterType, letterType } from './letter-type';
import { setSign } from './sign-layout';

/** Territories whose faces are kept drawn: some hundred kilobytes each. */
const KEPT = 20;

/** Sets what is printed for a territory in its own face: letters that a town hall posts, signs for doors. */
export class LetterPrinter {
  readonly #types = new LRUCache<string, Promise<LetterType>>({ max: KEPT });

  /** @param root the application's folder */
  constructor(private readonly root: string) {}

  /**
   * Letters with the codes of claims, one a page, for envelopes with a window on the right.
   * @returns a PDF with its fonts in it
   * @throws TenantFolderError when the theme has an error
   */
  async printClaims(tenant: Tenant, letters: readonly ClaimLetter[], now: Date): Promise<Buffer> {
    return this.#print(
      tenant,
      letters.map((letter) => wordClaimLetter(letter, tenant.settings)),
      now,
    );
  }

  /** Letters that invite businesses to keep their pages, set as those with codes are. */
  async printInvitations(tenant: Tenant, letters: readonly InvitationLetter[], now: Date): Promise<Buffer> {
    return this.#print(
      tenant,
      letters.map((letter) => wordInvitationLetter(letter, tenant.settings)),
      now,
    );
  }

  /**
   * What a business hangs on its door.
   * @throws TenantFolderError when the theme has an error
   */
  async printSign({ slug, version }: Tenant, sign: DoorSign, now: Date): Promise<Buffer> {
    const type = await this.#typeOf(slug, `${slug} ${version}`);
    return setSign(sign, type, {
      title: `${sign.name} – ${sign.heading}`,
      author: sign.portal,
      createdAt: now,
    });
  }

  async #print({ slug, version, settings }: Tenant, letters: readonly Letter[], now: Date): Promise<Buffer> {
    const type = await this.#typeOf(slug, `${slug} ${version}`);
    return setLetters(
      letters.map((letter) => ({ letter, head: letterhead(settings, letter.locale) })),
      type,
      { title: settings.title[settings.defaultLocale], author: settings.contact.name, createdAt: now },
    );
  }

  #typeOf(slug: string, key: string): Promise<LetterType> {
    let type = this.#types.get(key);
    if (!type) {
      type = readThemeFaces(this.root, slug).then(letterType);
      this.#types.set(key, type);
      // An error is this moment's: the next letter reads the theme again.
      type.catch(() => this.#types.delete(key));
    }
    return type;
  }
}
