import type { Format } from './format';
import type { Texts } from './i18n/texts';
import type { Problem } from './problem';

/** Answers that a proxy gives for a server that is not there. */
const GATEWAY = new Set([502, 503, 504]);

/** No server behind the address for now: trying again by itself makes sense. */
export function isOutage({ kind, status }: Problem): boolean {
  return kind === 'unreachable' || GATEWAY.has(status);
}

/** A problem for people: the server's own words where it gave some, else the console's. */
export function problemWords(
  problem: Problem,
  { problems }: Texts,
): { readonly title: string; readonly detail: string } {
  const { kind, status, title, detail } = problem;
  if (kind === 'unreadable') return { title: problems.unreadable, detail: problems.unreadableDetail };
  if (isOutage(problem) && !title) return { title: problems.unreachable, detail: problems.unreachableDetail };
  return { title: title || problems.refused, detail: detail || problems.refusedDetail(String(status)) };
}

export interface ProblemNotice {
  readonly tone: 'warn' | 'bad';
  readonly title: string;
  readonly detail: string;
}

/**
 * A problem as a notice above a form: too many attempts say how long to wait, the rest is said in its own words, what is
 * wrong in a field behind the field's name.
 * @param nameOf what the field at a JSON Pointer is called; empty where the form has none there
 */
export function problemNotice(
  problem: Problem,
  texts: Texts,
  format: Format,
  nameOf: (pointer: string) => string = () => '',
): ProblemNotice {
  if (problem.status !== 429) {
    const words = problemWords(problem, texts);
    const named = problem.errors.flatMap(({ pointer, message }) => {
      const name = nameOf(pointer);
      return name === '' ? [] : [texts.problems.inField(name, message)];
    });
    return { tone: 'bad', ...words, ...(named.length === 0 ? {} : { detail: named.join(' ') }) };
  }
  const { tooMany, tooManyDetail, tooManyDetailUnknown } = texts.signIn;
  const wait = problem.retryAfter;
  const detail = wait === null ? tooManyDetailUnknown : tooManyDetail(format.duration(wait));
  return { tone: 'warn', title: tooMany, detail };
}
