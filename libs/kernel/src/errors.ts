/** A text in the two languages that every screen has. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

export type Locale = keyof Bilingual;

/** What went wrong, in the terms of the domain. The HTTP status is derived from it in one place only. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'unsupported'
  | 'misdirected'
  | 'rate-limited'
  | 'unavailable'
  | 'insufficient-storage';

/** One error of an input: where it is (JSON Pointer, RFC 6901) and what is wrong, for the person who typed it. */
export interface FieldError {
  readonly pointer: string;
  readonly message: Bilingual;
}

export interface ErrorDefinition<P extends object> {
  readonly kind: ErrorKind;
  readonly title: Bilingual;
  /** A sentence that says what happened and what to do. Pure. */
  // A method, so that an error with parameters is still a DomainError.
  detail(params: P): Bilingual;
  /** Seconds after which a retry makes sense, where that is known. */
  readonly retryAfter?: number;
}

/** An error of the catalogue (`docs/problems.md`): its `code` is its identity, its texts are for people. */
export class DomainError<P extends object = object> extends Error {
  constructor(
    readonly code: string,
    readonly definition: ErrorDefinition<P>,
    readonly params: P,
    readonly errors: readonly FieldError[] = [],
    options?: ErrorOptions,
  ) {
    super(`${code}: ${definition.detail(params).en}`, options);
    this.name = 'DomainError';
  }

  get kind(): ErrorKind {
    return this.definition.kind;
  }

  title(locale: Locale): string {
    return this.definition.title[locale];
  }

  detail(locale: Locale): string {
    return this.definition.detail(this.params)[locale];
  }
}

export interface DefinedError<P extends object> {
  readonly code: string;
  readonly definition: ErrorDefinition<P>;
  new (params: P, errors?: readonly FieldError[], options?: ErrorOptions): DomainError<P>;
}

const catalogue = new Map<string, DefinedError<object>>();

/**
 * Adds an error to the catalogue and returns its class: `throw new OutOfStock({ available: 2 })`.
 * @param code kebab-case, unique in the product, documented in `docs/problems.md`
 * @throws Error when the code is already taken
 */
export function defineError<P extends object = Record<string, never>>(
  code: string,
  definition: ErrorDefinition<P>,
): DefinedError<P> {
  if (catalogue.has(code)) throw new Error(`the error code "${code}" is defined twice`);
  const Defined = class extends DomainError<P> {
    static readonly code = code;
    static readonly definition = definition;
    constructor(params: P, errors: readonly FieldError[] = [], options?: ErrorOptions) {
      super(code, definition, params, errors, options);
    }
  };
  catalogue.set(code, Defined as unknown as DefinedError<object>);
  return Defined;
}

/** Every error defined so far, by code: for the document that lists them and the test that compares the two. */
export function errorCatalogue(): ReadonlyMap<string, DefinedError<object>> {
  return catalogue;
}
