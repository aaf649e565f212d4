/** What the exit code of `halles` says to a script. Documented in docs/operations.md. */
export const exitCodes = {
  /** Done. */
  ok: 0,
  /** It was tried and failed. */
  failed: 1,
  /** The command line is wrong: unknown command, missing argument. */
  usage: 2,
  /** A setting or a tenant folder is wrong. */
  configuration: 3,
  /** PostgreSQL or Redis is missing, unreachable or refuses. */
  engine: 4,
  /** Not done: refused by a rule, or not confirmed. */
  refused: 5,
  /** Done for some and not for others; the report says which. */
  partial: 6,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A command that ends without success: the sentence for people, the code for scripts. */
export class CommandFailure extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode,
    readonly remedy = '',
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CommandFailure';
  }
}
