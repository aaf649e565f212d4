import type { Dialogs } from './dialogs';
import { filled, timeWords } from './words';

/** An answer that takes longer never comes, ms. */
const ANSWER_WITHIN = 15_000;

/** Where a booking is to go, in figures and in words. */
export interface Target {
  readonly day: string;
  readonly dayLabel: string;
  readonly minute: number;
  readonly duration: number;
  /** Who is to take it; empty: whoever is free. */
  readonly resource: string;
  readonly column: string;
}

/** What became of a request. */
export type Outcome =
  | { readonly isDone: true }
  /** Refused, and why: in the words of the server. Where it may be done all the same, which rules that passes over. */
  | { readonly isDone: false; readonly why: string; readonly rules?: readonly string[] };

/** What is read of an answer that refuses something. */
interface ProblemAnswer {
  readonly detail?: string;
  /** Of a move that may be made all the same: which rules it passes over. */
  readonly params?: { readonly rules?: readonly string[] };
}

/** Sends something to the server, as programs do. */
export async function send(
  action: string,
  fields: Readonly<Record<string, string>>,
  failed: string,
): Promise<Outcome> {
  try {
    const answer = await fetch(action, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'accept-language': document.documentElement.lang,
      },
      body: new URLSearchParams(fields).toString(),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    if (answer.ok) return { isDone: true };
    const problem = (await answer.json()) as ProblemAnswer;
    const { detail = failed, params: { rules } = {} } = problem;
    return { isDone: false, why: detail, ...(rules === undefined ? {} : { rules }) };
  } catch {
    return { isDone: false, why: failed };
  }
}

/** Moves bookings: asks whether their customers are to be told, and sends it. */
export class Moves {
  constructor(
    private readonly host: HTMLElement,
    private readonly dialogs: Dialogs,
  ) {}

  /**
   * Moves one.
   * @returns null where it was left where it is; else what became of it, with what is said of it
   */
  async move(
    link: HTMLElement,
    from: Target,
    to: Target,
  ): Promise<(Outcome & { readonly notice: string }) | null> {
    const isSameTime = from.day === to.day && from.minute === to.minute && from.duration === to.duration;
    const isMailed = link.dataset['mailed'] !== undefined && !isSameTime;
    const tell = isMailed ? await this.ask(link, from, to) : 'no';
    if (tell === '') return null;
    const fields = {
      ...{ seen: link.dataset['seen'] ?? '', jour: to.day, minute: String(to.minute), tell },
      ...{ resource: to.resource, duration: String(to.duration) },
    };
    const outcome = await this.sendAsked(link.dataset['action'] ?? '', fields);
    return outcome && { ...outcome, notice: isSameTime ? '' : this.noticeOf(link, tell) };
  }

  /** Sends it; what passes over rules of the agenda is sent once they were read. @returns null where it was left then */
  private async sendAsked(action: string, fields: Readonly<Record<string, string>>): Promise<Outcome | null> {
    const failed = this.host.dataset['failed'] ?? '';
    let outcome = await send(action, fields, failed);
    // A rule that came in between is read like any other.
    while (!outcome.isDone && outcome.rules !== undefined) {
      this.dialogs.slot('rules', 'text').textContent = outcome.why;
      if ((await this.dialogs.ask('rules')) !== 'pass') return null;
      outcome = await send(action, { ...fields, malgre: outcome.rules.join(',') }, failed);
    }
    return outcome;
  }

  private ask(link: HTMLElement, from: Target, to: Target): Promise<string> {
    const { host, dialogs } = this;
    const { customer = '', service = '' } = link.dataset;
    dialogs.slot('ask', 'heading').textContent = filled(host.dataset['ask'], { customer });
    dialogs.slot('ask', 'text').textContent = filled(host.dataset['askText'], {
      service,
      before: whenWords(from, to),
      after: whenWords(to, from),
    });
    return dialogs.ask('ask');
  }

  /** Who is told, and who has to be told by hand. */
  private noticeOf({ dataset }: HTMLElement, tell: string): string {
    const words = this.host.dataset;
    if (tell === 'yes') return words['mailed'] ?? '';
    if (dataset['mailed'] !== undefined) return words['untold'] ?? '';
    const { phone } = dataset;
    return phone === undefined ? (words['unreachable'] ?? '') : filled(words['call'], { phone });
  }
}

/** "10 h", with the day where it is another one, and its end where it is as long no more. */
function whenWords(at: Target, other: Target): string {
  const start = timeWords(at.minute);
  const time = at.duration === other.duration ? start : `${start} – ${timeWords(at.minute + at.duration)}`;
  return at.day === other.day ? time : `${at.dayLabel}, ${time}`;
}
