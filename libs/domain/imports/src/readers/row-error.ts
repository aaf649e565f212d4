import type { Bilingual } from '@halles/kernel';

/** What an error costs: nothing (the row is kept), the row, or the whole file (nothing of it may be merged). */
export type RowErrorSeverity = 'warning' | 'row' | 'file';

interface RowErrorDefinition {
  readonly severity: RowErrorSeverity;
  readonly fr: (value: string) => string;
  readonly en: (value: string) => string;
}

const error = (
  severity: RowErrorSeverity,
  fr: (value: string) => string,
  en: (value: string) => string,
): RowErrorDefinition => ({ severity, fr, en });

/** Everything that can be wrong with a source file, for the person who has to mend it. */
const definitions = {
  'file-empty': error(
    'file',
    () => 'Le fichier est vide.',
    () => 'The file is empty.',
  ),
  'file-truncated': error(
    'file',
    () => 'Le fichier est incomplet : il s’arrête au milieu d’une donnée. Téléchargez-le à nouveau.',
    () => 'The file is incomplete: it stops in the middle of a record. Download it again.',
  ),
  'file-corrupt': error(
    'file',
    (value) => `Le fichier compressé est illisible (${value}). Téléchargez-le à nouveau.`,
    (value) => `The compressed file cannot be read (${value}). Download it again.`,
  ),
  'file-unreadable': error(
    'file',
    (value) => `La lecture du fichier a échoué (${value}).`,
    (value) => `Reading the file failed (${value}).`,
  ),
  'file-kind': error(
    'file',
    (value) => `Ce n’est pas le fichier attendu : il semble être ${value}.`,
    (value) => `This is not the expected file: it looks like ${value}.`,
  ),
  'column-missing': error(
    'file',
    (value) => `Colonnes obligatoires absentes de l’en-tête : ${value}.`,
    (value) => `Mandatory columns are missing from the header: ${value}.`,
  ),
  'column-twice': error(
    'file',
    (value) => `La colonne « ${value} » figure deux fois dans l’en-tête.`,
    (value) => `The column "${value}" is twice in the header.`,
  ),
  'encoding-not-utf8': error(
    'warning',
    () =>
      'La ligne n’est pas en UTF-8 : elle a été lue comme du Windows-1252 (Latin-1). Vérifiez les accents.',
    () => 'The line is not UTF-8: it was read as Windows-1252 (Latin-1). Check the accents.',
  ),
  'separator-unusual': error(
    'warning',
    (value) =>
      `Les colonnes sont séparées par « ${value} » au lieu d’une virgule ; le fichier a été lu ainsi.`,
    (value) => `Columns are separated by "${value}" rather than a comma; the file was read that way.`,
  ),
  'nul-byte': error(
    'row',
    () => 'La ligne contient un caractère nul (fichier abîmé).',
    () => 'The line holds a NUL character (damaged file).',
  ),
  'record-too-long': error(
    'row',
    (value) => `La ligne dépasse ${value} : elle a été écartée.`,
    (value) => `The line is longer than ${value}: it was left out.`,
  ),
  'cell-too-long': error(
    'row',
    (value) => `Une case de la ligne dépasse ${value} caractères : la ligne a été écartée.`,
    (value) => `A cell of the line is longer than ${value} characters: the line was left out.`,
  ),
  'quote-unclosed': error(
    'row',
    () => 'Un guillemet ouvert sur cette ligne n’est jamais fermé.',
    () => 'A quotation mark opened on this line is never closed.',
  ),
  'column-count': error(
    'row',
    (value) => `La ligne n’a pas le nombre de colonnes de l’en-tête (${value}).`,
    (value) => `The line has not as many columns as the header (${value}).`,
  ),
  'element-invalid': error(
    'row',
    () => 'Cet élément n’est pas du JSON valide ou n’a pas la forme attendue.',
    () => 'This element is not valid JSON or has not the expected shape.',
  ),
  'siret-invalid': error(
    'row',
    (value) => `« ${value} » n’est pas un SIRET valide.`,
    (value) => `"${value}" is not a valid SIRET.`,
  ),
  'siren-invalid': error(
    'row',
    (value) => `« ${value} » n’est pas un SIREN valide.`,
    (value) => `"${value}" is not a valid SIREN.`,
  ),
  'commune-malformed': error(
    'row',
    (value) => `« ${value} » n’est pas un code commune de l’Insee.`,
    (value) => `"${value}" is not an INSEE commune code.`,
  ),
  'commune-unknown': error(
    'row',
    (value) => `La commune « ${value} » n’est pas dans le territoire.`,
    (value) => `The commune "${value}" is not in the territory.`,
  ),
  'value-missing': error(
    'row',
    (value) => `Valeur obligatoire absente : ${value}.`,
    (value) => `A mandatory value is missing: ${value}.`,
  ),
  'company-missing': error(
    'warning',
    (value) =>
      `L’unité légale ${value} est absente du fichier des unités légales : l’établissement est masqué par prudence.`,
    (value) =>
      `The company ${value} is not in the file of companies: the establishment is masked to be safe.`,
  ),
  'state-unknown': error(
    'row',
    (value) => `État administratif inconnu : « ${value} » (A ou F attendu).`,
    (value) => `Unknown administrative state: "${value}" (A or F expected).`,
  ),
  'coordinates-malformed': error(
    'warning',
    (value) => `Coordonnées illisibles : « ${value} ».`,
    (value) => `Unreadable coordinates: "${value}".`,
  ),
  'coordinates-swapped': error(
    'warning',
    (value) => `Coordonnées interverties, remises dans l’ordre : « ${value} ».`,
    (value) => `Swapped coordinates, put back in order: "${value}".`,
  ),
  'coordinates-outside': error(
    'warning',
    (value) => `Coordonnées hors de France, ignorées : « ${value} ».`,
    (value) => `Coordinates outside France, ignored: "${value}".`,
  ),
  'position-elsewhere': error(
    'warning',
    (value) => `Position hors de la commune indiquée, ignorée : « ${value} ».`,
    (value) => `Position outside the commune that is named, ignored: "${value}".`,
  ),
  'outside-territory': error(
    'row',
    (value) => `Hors du territoire : « ${value} ».`,
    (value) => `Outside the territory: "${value}".`,
  ),
  'naf-malformed': error(
    'warning',
    (value) => `« ${value} » n’est pas un code d’activité NAF connu.`,
    (value) => `"${value}" is not a known NAF activity code.`,
  ),
  'category-unknown': error(
    'warning',
    (value) => `Aucune catégorie ne correspond à « ${value} ».`,
    (value) => `No category answers to "${value}".`,
  ),
  'phone-malformed': error(
    'warning',
    (value) => `Numéro de téléphone illisible : « ${value} ».`,
    (value) => `Unreadable telephone number: "${value}".`,
  ),
  'website-malformed': error(
    'warning',
    (value) => `Adresse de site illisible : « ${value} ».`,
    (value) => `Unreadable site address: "${value}".`,
  ),
  'duplicate-id': error(
    'row',
    (value) => `L’identifiant « ${value} » est déjà sur une ligne précédente.`,
    (value) => `The identifier "${value}" is already on an earlier line.`,
  ),
} as const satisfies Record<string, RowErrorDefinition>;

export type RowErrorCode = keyof typeof definitions;

/** One error of a source file, where it is and what it is, in a sentence. */
export interface RowError {
  /** Which of the files of the reading, where there are several. */
  readonly file?: string;
  /** The line in the file, from 1, the header included; 0 where the error is the whole file's. */
  readonly line: number;
  readonly column?: string;
  readonly code: RowErrorCode;
  readonly severity: RowErrorSeverity;
  readonly message: Bilingual;
}

/** Errors of one code that are kept with their lines; the others are only counted. */
const STORED_PER_CODE = 200;

/** A cell quoted in a sentence: what it holds of a 10 MB value. */
const QUOTED_LENGTH = 60;

const quoted = (value: string): string => {
  const shown = value.replace(/[\u0000-\u001F\u007F]/g, '·');
  return shown.length > QUOTED_LENGTH ? `${shown.slice(0, QUOTED_LENGTH)}…` : shown;
};

/** The errors of one reading: every one counted, the first of each kind kept, so that a rotten file costs no memory. */
export class RowErrorLog {
  private readonly stored: RowError[] = [];
  private readonly countByCode = new Map<RowErrorCode, number>();
  private hasFailed = false;
  /** The file that the errors to come are of. */
  file: string | undefined;

  /** Whether an error of the whole file was met: nothing that was read of it may be merged. */
  get failed(): boolean {
    return this.hasFailed;
  }

  /** By file and line, at most two hundred of each code. */
  get errors(): readonly RowError[] {
    return this.stored.toSorted(
      (one, other) => (one.file ?? '').localeCompare(other.file ?? '') || one.line - other.line,
    );
  }

  /** How many of each code, the ones that were not kept included. */
  get counts(): Readonly<Partial<Record<RowErrorCode, number>>> {
    return Object.fromEntries(this.countByCode);
  }

  /** @param value what the sentence quotes, cut and cleaned here */
  add(code: RowErrorCode, line: number, value: string | Bilingual = '', column?: string): void {
    const { severity, fr, en } = definitions[code];
    const count = (this.countByCode.get(code) ?? 0) + 1;
    this.countByCode.set(code, count);
    this.hasFailed ||= severity === 'file';
    if (count > STORED_PER_CODE) return;
    const texts = typeof value === 'string' ? { fr: quoted(value), en: quoted(value) } : value;
    this.stored.push({
      ...(this.file === undefined ? {} : { file: this.file }),
      line,
      ...(column === undefined ? {} : { column }),
      code,
      severity,
      message: { fr: fr(texts.fr), en: en(texts.en) },
    });
  }
}
