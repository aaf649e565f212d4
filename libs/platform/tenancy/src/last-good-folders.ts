import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { slugSchema } from '@halles/contracts';
import type { Config } from '@halles/platform/config';
import { z } from 'zod';
import { FolderFileError, listEntries, readFolderFile } from './folder-files';

/** Lists that a directory starts with: read once, by a command that says what is wrong with them. */
const NOT_COPIED = 'seed';

const noteSchema = z.object({
  /** What was found to be right: the folder's contents, and what they were checked against. */
  edition: z.string(),
  /** Name of the copy's folder. */
  copy: z.string().regex(/^copy-[A-Za-z0-9]+$/),
});

/**
 * Copies of the folders of territories as they were when they were last found to be right, below `HALLES_HOME`. A folder
 * that is half written then takes nothing away: its territory goes on with the copy, past a restart too.
 */
export class LastGoodFolders {
  private readonly root: string;
  private readonly home: string;

  constructor({ root, home }: Pick<Config, 'root' | 'home'>) {
    this.root = root;
    this.home = join(home, 'territories');
  }

  /** A name for what the folder holds now: another one once a file has changed. */
  editionOf(slug: string, checkedAgainst = ''): string {
    return this.eachFile(slug, checkedAgainst, () => undefined);
  }

  /** Whether this very edition is kept, and so was found to be right. */
  holds(slug: string, edition: string): boolean {
    return this.note(slug)?.edition === edition;
  }

  /**
   * Keeps a copy of the folder, unless it is another edition by now: what nobody has checked is not kept. A reader finds the
   * former copy or this one, whole. Both parameters are those of `editionOf`, before the folder was checked.
   * @throws Error when there is no room, or the folder cannot be written
   */
  keep(slug: string, edition: string, checkedAgainst = ''): void {
    if (this.holds(slug, edition)) return;
    const place = this.placeOf(slug);
    mkdirSync(place, { recursive: true });
    const copy = mkdtempSync(join(place, 'copy-'));
    const copied = this.eachFile(slug, checkedAgainst, (path, content) => {
      const target = join(copy, 'tenants', slug, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    });
    if (copied !== edition) {
      rmSync(copy, { recursive: true });
      return;
    }
    const name = relative(place, copy);
    const note = join(place, `${name}.json`);
    writeFileSync(note, JSON.stringify({ edition, copy: name }));
    renameSync(note, join(place, 'kept.json'));
    for (const other of readdirSync(place))
      if (other !== name && other.startsWith('copy-')) rmSync(join(place, other), { recursive: true });
  }

  /** The folder whose `tenants/<slug>` is the copy; null where none is kept. */
  rootOf(slug: string): string | null {
    const note = this.note(slug);
    const copy = note && join(this.placeOf(slug), note.copy);
    return copy && existsSync(join(copy, 'tenants', slug)) ? copy : null;
  }

  /** Slugs of the territories of which a copy is kept. */
  slugs(): string[] {
    if (!existsSync(this.home)) return [];
    return readdirSync(this.home).filter((slug) => this.rootOf(slug) !== null);
  }

  /** Forgets the copy of a territory that is erased. */
  forget(slug: string): void {
    rmSync(this.placeOf(slug), { recursive: true, force: true });
  }

  /** Reads each file once, tells what it says, and returns the edition that these contents make. */
  private eachFile(
    slug: string,
    checkedAgainst: string,
    tell: (path: string, content: Buffer) => void,
  ): string {
    const folder = join(this.root, 'tenants', slug);
    const hash = createHash('sha256').update(checkedAgainst);
    for (const path of filesOf(folder)) {
      const content = contentOf(folder, join(folder, path));
      hash.update(`\0${path}\0`).update(content);
      if (typeof content !== 'string') tell(path, content);
    }
    return hash.digest('hex');
  }

  private placeOf(slug: string): string {
    if (!slugSchema.safeParse(slug).success) throw new Error(`not a slug: ${JSON.stringify(slug)}`);
    return join(this.home, slug);
  }

  private note(slug: string): z.output<typeof noteSchema> | null {
    if (!slugSchema.safeParse(slug).success) return null;
    try {
      return noteSchema.parse(JSON.parse(readFileSync(join(this.placeOf(slug), 'kept.json'), 'utf8')));
    } catch {
      return null;
    }
  }
}

/** What a file says; of one that is never read (a link, a pipe, too large), why: it makes another edition all the same. */
function contentOf(folder: string, path: string): Buffer | string {
  try {
    return readFolderFile(folder, path);
  } catch (error) {
    if (error instanceof FolderFileError) return error.expected.en;
    throw error;
  }
}

/** Entries of a territory's folder, relative to it, sorted; those that are not kept apart. */
function filesOf(folder: string): string[] {
  return listEntries(folder)
    .map((path) => relative(folder, path))
    .filter((path) => path.split(sep)[0] !== NOT_COPIED);
}
