import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { dirname, join } from 'node:path';

const hashOf = (...texts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}\n${text}`);
  return hash.digest('hex');
};

/**
 * What a compiler of templates or stylesheets made, kept beside the code that V8 compiled and as trusted as that
 * (`NODE_COMPILE_CACHE`, which `halles` sets): a process that starts again finds it there. A result belongs to one source and
 * one edition of its compiler, so it is never out of date. Where Node keeps no code, nothing is kept.
 */
export class CompilerResults {
  /**
   * @param compiler its name, its version, and all its options
   * @param folder where the results lie; undefined: nowhere
   */
  constructor(
    private readonly compiler: string,
    private readonly folder: string | undefined = CompilerResults.folder(),
  ) {}

  /** Where this process keeps what compilers make; undefined where it does not. */
  static folder(): string | undefined {
    const code = getCompileCacheDir();
    return code === undefined ? undefined : join(code, 'results');
  }

  /** The result for this source. @param compile makes it where there is none yet; what it throws is thrown */
  of(source: string, compile: () => string): string {
    const known = this.find(source);
    if (known !== null) return known;
    const result = compile();
    this.keep(source, result);
    return result;
  }

  /** The kept result for this source; null where there is none, or a broken one. */
  find(source: string): string | null {
    if (this.folder === undefined) return null;
    try {
      const text = readFileSync(this.pathOf(this.folder, source), 'utf8');
      const end = text.indexOf('\n');
      const result = text.slice(end + 1);
      return text.slice(0, end) === hashOf(result) ? result : null;
    } catch {
      return null;
    }
  }

  /** Keeps a result, if that can be done: a full or locked disk costs the next start a second, and nothing else. */
  keep(source: string, result: string): void {
    if (this.folder === undefined) return;
    const path = this.pathOf(this.folder, source);
    const part = `${path}.${process.pid}`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(part, `${hashOf(result)}\n${result}`);
      renameSync(part, path);
    } catch {
      // It is compiled again next time.
    }
  }

  private pathOf(folder: string, source: string): string {
    return join(folder, hashOf(this.compiler, source));
  }
}
