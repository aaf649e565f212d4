/** One server-sent event. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/**
 * Reads an event stream piece by piece (HTML Standard, 9.2.6): pieces may end anywhere, within a line and between
 * CR and LF alike. Comments, `id` and `retry` are passed over: the feed sets its own pace.
 */
export class ServerEventParser {
  private rest = '';
  private name = '';
  private data: string[] = [];

  /** The events that this piece completes. */
  push(piece: string): readonly ServerEvent[] {
    const text = this.rest + piece;
    // A CR at the very end may be half of a CRLF: it waits for the next piece.
    const end = text.endsWith('\r') ? text.length - 1 : text.length;
    const lines = text.slice(0, end).split(/\r\n|\n|\r/);
    this.rest = (lines.pop() ?? '') + text.slice(end);
    return lines.flatMap((line) => this.take(line));
  }

  private take(line: string): ServerEvent[] {
    if (line === '') return this.dispatch();
    const [field, value] = split(line);
    if (field === 'event') this.name = value;
    if (field === 'data') this.data.push(value);
    return [];
  }

  private dispatch(): ServerEvent[] {
    const event = { name: this.name || 'message', data: this.data.join('\n') };
    const complete = this.data.length > 0;
    this.name = '';
    this.data = [];
    return complete ? [event] : [];
  }
}

function split(line: string): readonly [field: string, value: string] {
  const colon = line.indexOf(':');
  if (colon < 0) return [line, ''];
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
}

export interface StreamListener {
  opened(): void;
  event(event: ServerEvent): void;
  /** The stream is over: the server answered and refused, or the line was cut (or the server left). */
  ended(why: 'refused' | 'cut'): void;
}

/**
 * Opens an event stream with `fetch` rather than EventSource, which can neither say the language of the screen nor
 * tell a refusal from a cut.
 * @param request sends the request; its signal ends it
 * @returns the way to close it: nothing is told to the listener after that
 */
export function openEventStream(
  request: (signal: AbortSignal) => Promise<Response>,
  listener: StreamListener,
): () => void {
  const abort = new AbortController();
  const emit = (say: () => void): void => {
    if (!abort.signal.aborted) say();
  };
  const follow = async (): Promise<'refused' | 'cut'> => {
    const response = await request(abort.signal);
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || !response.body || !type.startsWith('text/event-stream')) {
      await response.body?.cancel();
      return 'refused';
    }
    emit(() => listener.opened());
    const parser = new ServerEventParser();
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      for (const event of parser.push(decoder.decode(piece.value, { stream: true }))) {
        emit(() => listener.event(event));
      }
    }
    return 'cut';
  };
  follow().then(
    (why) => emit(() => listener.ended(why)),
    () => emit(() => listener.ended('cut')),
  );
  return () => abort.abort();
}
