/** What the register says of a company, as far as the directory needs it. Empty cells are empty texts. */
export interface CompanyFacts {
  readonly diffusion: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly denomination: string;
  readonly usualName: string;
  readonly legalCategory: string;
  readonly naf: string;
  readonly nafNomenclature: string;
  readonly naf2025: string;
}

const PAGE_BYTES = 1024 * 1024;
/** Between the fields of a company; a damaged file that has one in a cell loses it. */
const UNIT_SEPARATOR = '\u001F';
const NOT_READ = -1;

/**
 * The companies of the establishments that were kept, packed: their facts lie in pages of bytes outside the garbage
 * collector's heap, behind one number each. A region's million companies take about 100 MB; a town's take nothing to speak of.
 */
export class CompanyStore {
  private readonly places = new Map<number, number>();
  private readonly pages: Buffer[] = [];
  private used = PAGE_BYTES;

  /** Declares a company that an establishment needs. */
  want(siren: string): void {
    const key = Number(siren);
    if (!this.places.has(key)) this.places.set(key, NOT_READ);
  }

  wants(siren: string): boolean {
    return this.places.has(Number(siren));
  }

  put(siren: string, facts: CompanyFacts): void {
    const { diffusion, givenName, familyName, denomination, usualName, legalCategory } = facts;
    const fields = [diffusion, givenName, familyName, denomination, usualName, legalCategory];
    const packed = Buffer.from(
      [...fields, facts.naf, facts.nafNomenclature, facts.naf2025]
        .map((field) => field.replaceAll(UNIT_SEPARATOR, ' '))
        .join(UNIT_SEPARATOR),
    );
    const length = Math.min(packed.length, 0xffff);
    if (this.used + length + 2 > PAGE_BYTES) {
      this.pages.push(Buffer.allocUnsafe(PAGE_BYTES));
      this.used = 0;
    }
    const page = this.pages[this.pages.length - 1];
    if (page === undefined) return;
    page.writeUInt16LE(length, this.used);
    packed.copy(page, this.used + 2, 0, length);
    this.places.set(Number(siren), (this.pages.length - 1) * PAGE_BYTES + this.used);
    this.used += length + 2;
  }

  /** Undefined where the companies' file had none of that number. */
  find(siren: string): CompanyFacts | undefined {
    const place = this.places.get(Number(siren)) ?? NOT_READ;
    const page = this.pages[Math.floor(place / PAGE_BYTES)];
    if (place === NOT_READ || page === undefined) return undefined;
    const at = place % PAGE_BYTES;
    const text = page.toString('utf8', at + 2, at + 2 + page.readUInt16LE(at));
    const [diffusion = '', givenName = '', familyName = '', denomination = '', usualName = '', ...rest] =
      text.split(UNIT_SEPARATOR);
    const [legalCategory = '', naf = '', nafNomenclature = '', naf2025 = ''] = rest;
    return {
      diffusion,
      givenName,
      familyName,
      denomination,
      usualName,
      legalCategory,
      naf,
      nafNomenclature,
      naf2025,
    };
  }
}
