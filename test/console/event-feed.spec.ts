import { EventFeed, type EventSourceLike, type FeedState } from '../../apps/console/src/app/core/event-feed';

type Listener = (event: { readonly data?: unknown }) => void;

/** The browser's side of a stream, in the test's hands. */
class FakeSource implements EventSourceLike {
  readyState = 0;
  closed = false;
  private readonly listeners = new Map<string, Listener>();

  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, listener);
  }

  close(): void {
    this.closed = true;
    this.readyState = 2;
  }

  emit(type: string, data?: unknown): void {
    this.listeners.get(type)?.({ data });
  }

  /** The server answered and refused: the browser gives up. */
  refuse(): void {
    this.readyState = 2;
    this.emit('error');
  }
}

function aFeed() {
  const sources: FakeSource[] = [];
  const states: FeedState[] = [];
  const values: string[] = [];
  const timers: { ms: number; work: () => void; cancelled: boolean }[] = [];
  let refusals = 0;
  const feed = new EventFeed<string>({
    open: () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
    event: 'overview',
    read: (data) => (typeof data === 'string' && data !== 'garbage' ? data : undefined),
    onValue: (value) => values.push(value),
    onState: (state) => states.push(state),
    onRefused: () => {
      refusals += 1;
    },
    after: (ms, work) => {
      const timer = { ms, work, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
    random: () => 0,
  });
  const last = (): FakeSource => {
    const source = sources.at(-1);
    if (!source) throw new Error('no stream was opened');
    return source;
  };
  return { feed, sources, states, values, timers, last, refusals: () => refusals };
}

describe('the live feed', () => {
  it('goes live and gives what it can read', () => {
    const { feed, last, states, values } = aFeed();
    feed.start();
    last().emit('open');
    last().emit('overview', 'one');
    last().emit('overview', 'garbage');
    last().emit('overview', 'two');
    expect(states).toEqual(['connecting', 'live']);
    expect(values).toEqual(['one', 'two']);
  });

  it('leaves a cut to the browser, and says so', () => {
    const { feed, last, sources, states, timers, refusals } = aFeed();
    feed.start();
    last().emit('open');
    last().emit('error');
    last().emit('open');
    expect(states).toEqual(['connecting', 'live', 'reconnecting', 'live']);
    expect(sources).toHaveLength(1);
    expect(timers).toHaveLength(0);
    expect(refusals()).toBe(0);
  });

  it('opens a new stream after a refusal, twice as late each time, at most 30 seconds', () => {
    const { feed, last, timers, refusals } = aFeed();
    feed.start();
    for (let attempt = 0; attempt < 7; attempt += 1) {
      last().refuse();
      timers.at(-1)?.work();
    }
    expect(timers.map(({ ms }) => ms)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(refusals()).toBe(7);
  });

  it('starts again from a short wait once it has been live', () => {
    const { feed, last, timers } = aFeed();
    feed.start();
    last().refuse();
    timers.at(-1)?.work();
    last().refuse();
    timers.at(-1)?.work();
    last().emit('open');
    last().refuse();
    expect(timers.at(-1)?.ms).toBe(1000);
  });

  it('leaves nothing behind when it stops', () => {
    const { feed, last, timers, values, states } = aFeed();
    feed.start();
    const first = last();
    first.refuse();
    feed.stop();
    expect(timers.every(({ cancelled }) => cancelled)).toBe(true);
    const before = states.length;
    first.emit('open');
    first.emit('overview', 'late');
    expect(values).toEqual([]);
    expect(states).toHaveLength(before);
  });

  it('does not wait when the network is said to be back', () => {
    const { feed, last, sources, timers } = aFeed();
    feed.start();
    last().refuse();
    feed.retryNow();
    expect(sources).toHaveLength(2);
    expect(timers[0]?.cancelled).toBe(true);
  });
});
