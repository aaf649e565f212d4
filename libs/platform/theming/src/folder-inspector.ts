import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual } from '@halles/kernel';
import type { Config } from '@halles/platform/config';
import { LastGoodFolders, listEntries } from '@halles/platform/tenancy';
import type { Finding } from './check/finding';
import { findFolderErrors, toFolderError } from './check/folder-errors';
import { quoted } from './json-words';
import { type FolderError, listTenantFolders, tenantFolderPath } from './tenant-folder';

/** Finds what else is wrong in a folder: of mails and letters, which this library knows nothing of. */
export type FolderCheck = (root: string, slug: string) => Promise<readonly Finding[]>;

const GONE: Bilingual = { fr: 'ce dossier, qui a disparu', en: 'this folder, which is gone' };
const NO_FOLDER: Bilingual = {
  fr: 'un dossier ordinaire\u00a0: ni un lien, ni un fichier',
  en: 'an ordinary folder: links and files are none',
};

interface Inspected {
  /** Of the files, by their times and sizes: where it is the same, nothing has changed. */
  readonly signature: string;
  /** Of their contents, before they were checked; null where they could not be read. */
  readonly edition: string | null;
  readonly errors: Promise<readonly FolderError[]>;
}

/**
 * Says what is wrong in the folders of territories. What was found to be right is kept as a copy (`LastGoodFolders`), and not
 * looked at again until it changes, or the product does.
 */
export class FolderInspector {
  private readonly root: string;
  private readonly lastGood: LastGoodFolders;
  private readonly inspected = new Map<string, Inspected>();
  private product: string | undefined;

  constructor(
    config: Pick<Config, 'root' | 'home'>,
    private readonly check: FolderCheck = () => Promise.resolve([]),
  ) {
    this.root = config.root;
    this.lastGood = new LastGoodFolders(config);
  }

  /** What is wrong in the folder of an open territory; of one that has none and needs none, nothing. */
  async errorsOf(slug: string): Promise<readonly FolderError[]> {
    if (!listTenantFolders(this.root).includes(slug)) {
      const place = lstatSync(tenantFolderPath(this.root, slug), { throwIfNoEntry: false });
      if (place === undefined && this.lastGood.rootOf(slug) === null) return [];
      const expected = place === undefined ? GONE : NO_FOLDER;
      return [{ file: join('tenants', slug), key: '', expected }];
    }
    const signature = this.signatureOf(slug);
    const known = this.inspected.get(slug);
    if (known?.signature === signature) return known.errors;
    const edition = this.editionIfReadable(slug);
    const errors = this.inspect(slug, edition);
    this.inspected.set(slug, { signature, edition, errors });
    return errors;
  }

  /**
   * Keeps a copy of the folder, in which nothing was found wrong. What was changed since is not kept: it is looked at anew.
   * @throws Error when there is no room
   */
  keep(slug: string): void {
    if (!existsSync(tenantFolderPath(this.root, slug))) return;
    const edition = this.inspected.get(slug)?.edition ?? this.editionOf(slug);
    this.lastGood.keep(slug, edition, this.checkedAgainst());
  }

  private async inspect(slug: string, edition: string | null): Promise<readonly FolderError[]> {
    try {
      if (this.lastGood.holds(slug, edition ?? this.editionOf(slug))) return [];
      const found = findFolderErrors(this.root, slug);
      return found.length > 0 ? found : (await this.check(this.root, slug)).map(toFolderError);
    } catch (error) {
      return [
        {
          file: join('tenants', slug),
          key: '',
          expected: {
            fr: `des fichiers lisibles ${quoted(error)}`,
            en: `files that can be read (${String(error)})`,
          },
        },
      ];
    }
  }

  private editionOf(slug: string): string {
    return this.lastGood.editionOf(slug, this.checkedAgainst());
  }

  private editionIfReadable(slug: string): string | null {
    try {
      return this.editionOf(slug);
    } catch {
      return null;
    }
  }

  private checkedAgainst(): string {
    return (this.product ??= productEdition(this.root));
  }

  private signatureOf(slug: string): string {
    const folder = tenantFolderPath(this.root, slug);
    try {
      return listEntries(folder)
        .map((path) => {
          const { mtimeMs, size } = lstatSync(path);
          return `${path} ${mtimeMs} ${size}`;
        })
        .join('\n');
    } catch (error) {
      return String(error);
    }
  }
}

/** What folders are checked against, beside themselves: views, words and templates of the product. */
const PRODUCT_FOLDERS = ['apps/portal/views', 'apps/portal/locales', 'libs/platform/mail/templates'];

/** A name for what folders are checked against beside themselves: another version of the product, another one. */
export function productEdition(root: string): string {
  const hash = createHash('sha256');
  for (const folder of PRODUCT_FOLDERS.map((path) => join(root, path)).filter(existsSync)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)));
  }
  return hash.digest('hex');
}
