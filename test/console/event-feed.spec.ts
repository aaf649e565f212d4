import { EventFeed, type FeedState } from '../../apps/console/src/app/core/event-feed';
import type { StreamListener } from '../../apps/console/src/app/core/server-events';

interface Timer {
  readonly ms: number;
  readonly work: () => void;
  cancelled: boolean;
}

const SILENCE = 20_000;

/** A feed whose streams and clock are in the test's hands. */
function aFeed() {
  const streams: { readonly listener: StreamListener; closed: boolean }[] = [];
  const states: FeedState[] = [];
  const values: string[] = [];
  const timers: Timer[] = [];
  let refusals = 0;
  const feed = new EventFeed<string>({
    open: (listener) => {
      const stream = { listener, closed: false };
      streams.push(stream);
      return () => {
        stream.closed = true;
      };
    },
    event: 'overview',
    read: (data) => (data === 'garbage' ? undefined : data),
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
  const last = (): StreamListener => {
    const stream = streams.at(-1);
    if (!stream) throw new Error('no stream was opened');
    return stream.listener;
  };
  const pending = (): Timer[] => timers.filter(({ cancelled }) => !cancelled);
  /** Lets the one timer that is set go off. */
  const elapse = (): number => {
    const [timer, ...others] = pending();
    if (!timer || others.length > 0) throw new Error(`${pending().length} timers are set`);
    timer.cancelled = true;
    timer.work();
    return timer.ms;
  };
  const send = (data: string, name = 'overview'): void => last().event({ name, data });
  return { feed, streams, states, values, last, send, pending, elapse, refusals: () => refusals };
}

describe('the live feed', () => {
  it('goes live, and gives the events of its name that it can read', () => {
    const { feed, last, send, states, values } = aFeed();
    feed.start();
    last().opened();
    send('one');
    send('garbage');
    send('other', 'message');
    send('two');
    expect(states).toEqual(['connecting', 'live']);
    expect(values).toEqual(['one', 'two']);
  });

  it('comes back a second after a cut, without asking why', () => {
    const { feed, last, send, states, elapse, refusals } = aFeed();
    feed.start();
    last().opened();
    send('one');
    last().ended('cut');
    expect(elapse()).toBe(1000);
    last().opened();
    expect(states).toEqual(['connecting', 'live', 'reconnecting', 'live']);
    expect(refusals()).toBe(0);
  });

  it('waits twice as long after each refusal, at most 30 seconds, and asks why each time', () => {
    const { feed, last, elapse, refusals } = aFeed();
    feed.start();
    const waits = Array.from({ length: 7 }, () => {
      last().ended('refused');
      return elapse();
    });
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(refusals()).toBe(7);
  });

  it('does not hammer a server that opens the stream and ends it at once', () => {
    const { feed, last, elapse } = aFeed();
    feed.start();
    const waits = Array.from({ length: 3 }, () => {
      last().opened();
      last().ended('cut');
      return elapse();
    });
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  it('leaves a line that has gone silent, and opens another at once', () => {
    const { feed, last, send, streams, elapse, states } = aFeed();
    feed.start();
    last().opened();
    send('one');
    expect(elapse()).toBe(SILENCE);
    expect(streams.map(({ closed }) => closed)).toEqual([true, false]);
    expect(states.at(-1)).toBe('reconnecting');
  });

  it('gives up as well on a connection that never answers', () => {
    const { feed, streams, elapse } = aFeed();
    feed.start();
    expect(elapse()).toBe(SILENCE);
    expect(streams).toHaveLength(2);
  });

  it('leaves nothing behind when it stops', () => {
    const { feed, last, streams, pending } = aFeed();
    feed.start();
    last().opened();
    feed.stop();
    expect(streams.every(({ closed }) => closed)).toBe(true);
    expect(pending()).toEqual([]);
  });

  it('does not wait when the network is said to be back', () => {
    const { feed, last, streams, pending } = aFeed();
    feed.start();
    last().ended('refused');
    feed.retryNow();
    expect(streams).toHaveLength(2);
    expect(pending().map(({ ms }) => ms)).toEqual([SILENCE]);
  });
});
