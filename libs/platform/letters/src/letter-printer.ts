import type { LastGoodFolders, Tenant } from '@halles/platform/tenancy';
import { readThemeFaces } from '@halles/platform/theming';
import { LRUCache } from 'lru-cache';
import { type PrintedDocument, setDocument } from './document-layout';
import type { DoorSign } from './door-sign';
import type { GaugePoster } from './gauge-poster';
import type { LetterDefinition, LetterModel } from './letter-definition';
import { setLetters } from './letter-layout';
import { type LetterType, letterType } from './letter-type';
import { composeLetter, readOwnTexts } from './letter-words';
import { setPoster } from './poster-layout';
import { setSign } from './sign-layout';

/** Territories whose faces are kept drawn: some hundred kilobytes each. */
const MAX_CACHED_TYPES = 20;

/** Sets what is printed for a territory in its own face: letters that a town hall posts, signs for doors. */
export class LetterPrinter {
  private readonly types = new LRUCache<string, Promise<LetterType>>({ max: MAX_CACHED_TYPES });

  /**
   * @param root the application's folder
   * @param lastGood the last good copies of territories' folders, which serve while a folder is wrong
   */
  constructor(
    private readonly root: string,
    private readonly lastGood?: Pick<LastGoodFolders, 'rootOf'>,
  ) {}

  /**
   * Letters of one kind, one a page, for envelopes with a window on the right.
   * @returns a PDF with its fonts in it
   * @throws TenantFolderError when the theme or the territory's own words have an error
   */
  async printLetters<Model extends LetterModel>(
    tenant: Tenant,
    definition: LetterDefinition<Model>,
    models: readonly Model[],
    now: Date,
  ): Promise<Buffer> {
    const { slug, version, settings } = tenant;
    const type = await this.typeOf(slug, `${slug} ${version}`);
    const own = await this.orLastGood(slug, (root) => readOwnTexts(root, slug));
    return setLetters(
      models.map((model) => composeLetter(definition, model, settings, own)),
      type,
      { title: settings.title[settings.defaultLocale], author: settings.contact.name, createdAt: now },
    );
  }

  /**
   * What a business hangs on its door.
   * @throws TenantFolderError when the theme has an error
   */
  async printSign({ slug, version }: Tenant, sign: DoorSign, now: Date): Promise<Buffer> {
    const type = await this.typeOf(slug, `${slug} ${version}`);
    return setSign(sign, type, {
      title: `${sign.name} – ${sign.heading}`,
      author: sign.portal,
      createdAt: now,
    });
  }

  /**
   * How many people a business lets in, for its door.
   * @throws TenantFolderError when the theme has an error
   */
  async printPoster({ slug, version }: Tenant, poster: GaugePoster, now: Date): Promise<Buffer> {
    const type = await this.typeOf(slug, `${slug} ${version}`);
    return setPoster(poster, type, {
      title: `${poster.name} – ${poster.heading}`,
      author: poster.portal,
      createdAt: now,
    });
  }

  /**
   * What somebody is to keep of a contract.
   * @throws TenantFolderError when the theme has an error
   */
  async printDocument({ slug, version }: Tenant, document: PrintedDocument, now: Date): Promise<Buffer> {
    const type = await this.typeOf(slug, `${slug} ${version}`);
    return setDocument(document, type, {
      title: document.heading,
      author: document.portal,
      createdAt: now,
    });
  }

  /** What is read of a territory's folder: of its last good copy, where the folder is wrong. */
  private async orLastGood<T>(slug: string, read: (root: string) => T | Promise<T>): Promise<T> {
    try {
      return await read(this.root);
    } catch (error) {
      const copy = this.lastGood?.rootOf(slug) ?? null;
      if (copy === null) throw error;
      return read(copy);
    }
  }

  private typeOf(slug: string, key: string): Promise<LetterType> {
    let type = this.types.get(key);
    if (!type) {
      type = this.orLastGood(slug, (ownRoot) => readThemeFaces(this.root, slug, ownRoot)).then(letterType);
      this.types.set(key, type);
      // An error is this moment's: the next letter reads the theme again.
      type.catch(() => this.types.delete(key));
    }
    return type;
  }
}
