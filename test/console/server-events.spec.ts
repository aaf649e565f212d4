import * as fc from 'fast-check';
import {
  type ServerEvent,
  ServerEventParser,
  openEventStream,
} from '../../apps/console/src/app/core/server-events';

const parse = (...pieces: string[]): ServerEvent[] => {
  const parser = new ServerEventParser();
  return pieces.flatMap((piece) => parser.push(piece));
};

describe('the reading of server-sent events', () => {
  it('reads name and data, joins lines of data, and passes over the rest', () => {
    expect(parse(': hello\n\nid: 4\nretry: 10\nevent: overview\ndata: {"a":\ndata:1}\n\n')).toEqual([
      { name: 'overview', data: '{"a":\n1}' },
    ]);
  });

  it('takes only the first space after the colon away', () => {
    expect(parse('data:  two\ndata\n\n')).toEqual([{ name: 'message', data: ' two\n' }]);
  });

  it('keeps an event that is not finished for later, and drops the name of one without data', () => {
    expect(parse('event: overview\n\ndata: 1\n')).toEqual([]);
    expect(parse('event: overview\n\ndata: 1\n', '\n')).toEqual([{ name: 'message', data: '1' }]);
  });

  it('gives the same events wherever the pieces end, with any of the three line ends', () => {
    const event = fc.record({
      name: fc.constantFrom('overview', 'other'),
      lines: fc.array(fc.stringMatching(/^[a-zé{}:" ]*$/), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 4 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat({ max: 60 }), { maxLength: 12 }),
        (events, end, cuts) => {
          const text = events
            .map(({ name, lines }) =>
              [`event: ${name}`, ...lines.map((line) => `data: ${line}`), '', ''].join(end),
            )
            .join('');
          const pieces: string[] = [];
          let from = 0;
          for (const size of cuts) {
            pieces.push(text.slice(from, from + size));
            from += size;
          }
          // A last comment lets go of a CR that waits for its LF.
          const read = parse(...pieces, text.slice(from), ':');
          expect(read).toEqual(events.map(({ name, lines }) => ({ name, data: lines.join('\n') })));
        },
      ),
    );
  });
});

/** What a listener was told, one line each, until the stream is over. */
function listen(respond: (signal: AbortSignal) => Promise<Response>) {
  const told: string[] = [];
  let over = (): void => undefined;
  const done = new Promise<void>((resolve) => (over = resolve));
  const close = openEventStream(respond, {
    opened: () => told.push('opened'),
    event: ({ name, data }) => told.push(`${name}: ${data}`),
    ended: (why) => {
      told.push(why);
      over();
    },
  });
  return { told, done, close };
}

const stream = (
  body: string | ReadableStream<Uint8Array>,
  status = 200,
  type = 'text/event-stream; charset=utf-8',
): Response => new Response(body, { status, headers: { 'content-type': type } });

describe('an event stream', () => {
  it('tells its events, and the end as a cut', async () => {
    const { told, done } = listen(async () => stream('event: overview\ndata: 1\n\n'));
    await done;
    expect(told).toEqual(['opened', 'overview: 1', 'cut']);
  });

  it('puts together a letter that two pieces share', async () => {
    const bytes = new TextEncoder().encode('data: é\n\n');
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(bytes.slice(0, 7));
        controller.enqueue(bytes.slice(7));
        controller.close();
      },
    });
    const { told, done } = listen(async () => stream(body));
    await done;
    expect(told).toEqual(['opened', 'message: é', 'cut']);
  });

  it.each([
    ['a refusal', () => stream('{}', 401, 'application/problem+json')],
    ['the page of a proxy', () => stream('<html>', 200, 'text/html')],
  ])('tells %s from a cut', async (_what, respond) => {
    const { told, done } = listen(async () => respond());
    await done;
    expect(told).toEqual(['refused']);
  });

  it('is cut when nothing answers', async () => {
    const { told, done } = listen(() => Promise.reject(new TypeError('fetch failed')));
    await done;
    expect(told).toEqual(['cut']);
  });

  it('says nothing more once it is closed, and lets go of the connection', async () => {
    let aborted = false;
    const { told, close } = listen(
      (signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new DOMException('closed', 'AbortError'));
          });
        }),
    );
    close();
    await new Promise((resolve) => setTimeout(resolve));
    expect(aborted).toBe(true);
    expect(told).toEqual([]);
  });
});
