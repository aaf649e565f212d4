/** What the server or the network said, as recorded beside the message that failed. */
export interface MailFailure {
  /** SMTP reply code (RFC 5321 §4.2), or null where no server answered. */
  readonly code: number | null;
  /** The server's own words, or what happened instead of an answer. */
  readonly response: string;
}

abstract class MailError extends Error implements MailFailure {
  readonly code: number | null;
  readonly response: string;

  constructor(failure: MailFailure, options?: ErrorOptions) {
    super(failure.code === null ? failure.response : `SMTP ${failure.code}: ${failure.response}`, options);
    this.code = failure.code;
    this.response = failure.response;
  }
}

/** The same message may pass later: 4xx, no connection, a timeout, or a login that the server refuses. */
export class MailTemporaryError extends MailError {
  override readonly name = 'MailTemporaryError';
}

/** The same message will never pass: 5xx, or an address or a header that must not leave. */
export class MailPermanentError extends MailError {
  override readonly name = 'MailPermanentError';
}

/** A template, a text or a token that is missing or wrong: says which file. Never an error of the message. */
export class MailTemplateError extends Error {
  override readonly name = 'MailTemplateError';

  constructor(
    readonly file: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${problem}`, options);
  }
}
