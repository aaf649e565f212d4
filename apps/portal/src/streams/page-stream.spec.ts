import { MINUTE, SECOND } from '@halles/kernel';
import { aTenantContext } from '@halles/testing';
import { PageStream } from './page-stream';

describe('the stream of an open inbox', () => {
  const isAllowed = jest.fn<Promise<boolean>, []>();
  const closed = jest.fn();
  let stream: PageStream;
  let said: string;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    isAllowed.mockReset().mockResolvedValue(true);
    closed.mockReset();
    stream = new PageStream(
      { ctx: aTenantContext('ici-bourg'), eventOf: () => null, accountId: 'a', isAllowed },
      closed,
    );
    said = '';
    stream.events.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  afterEach(async () => {
    stream.events.destroy();
    await settle();
    jest.useRealTimers();
  });

  it('begins at once, says a line now and then, and ends after five minutes', async () => {
    await settle();
    expect(said).toBe('retry: 3000\n\n');
    jest.advanceTimersByTime(60 * SECOND);
    await settle();
    expect(said).toBe('retry: 3000\n\nevent: alive\ndata: 1\n\nevent: alive\ndata: 1\n\n');
    jest.advanceTimersByTime(5 * MINUTE);
    await settle();
    expect([closed.mock.calls.length, jest.getTimerCount()]).toEqual([1, 0]);
  });

  it('tells many things at once as one of each, and asks once whether it may', async () => {
    for (let order = 0; order < 100; order += 1) stream.send({ event: 'orders', data: 'changed' });
    stream.send({ event: 'opened', data: '0193a7e2-0000-7000-8000-000000000001' });
    await settle();
    expect(said.match(/event: orders\n/g)?.length).toBeLessThanOrEqual(2);
    expect(said).toContain('event: opened\ndata: 0193a7e2-0000-7000-8000-000000000001\n\n');
    expect(isAllowed.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it.each([
    ['who watches may no more', () => Promise.resolve(false)],
    ['nobody can say whether they may', () => Promise.reject(new Error('no database'))],
  ])('ends, and tells nothing, where %s', async (_, answer) => {
    isAllowed.mockImplementation(answer);
    stream.send({ event: 'orders', data: 'changed' });
    await settle();
    expect([said, closed.mock.calls.length]).toEqual(['retry: 3000\n\n', 1]);
    stream.send({ event: 'orders', data: 'changed' });
    await settle();
    expect(said).toBe('retry: 3000\n\n');
  });

  it('is cut where its browser reads nothing', async () => {
    stream.events.pause();
    for (let order = 0; order < 400; order += 1) {
      stream.send({ event: 'opened', data: `0193a7e2-0000-7000-8000-${String(order).padStart(12, '0')}` });
      await settle();
    }
    // Nothing is read: what is cut is gone by itself.
    expect([closed.mock.calls.length, jest.getTimerCount()]).toEqual([1, 0]);
    const asked = isAllowed.mock.calls.length;
    stream.send({ event: 'opened', data: '0193a7e2-0000-7000-8000-000000000001' });
    await settle();
    expect([isAllowed.mock.calls.length, asked < 400]).toEqual([asked, true]);
  });

  it.each([
    ['its time is over', () => jest.advanceTimersByTime(5 * MINUTE)],
    ['the process stops', () => stream.end()],
  ])('is gone soon after %s, where its browser reads nothing', async (_, end) => {
    stream.events.pause();
    end();
    await settle();
    jest.advanceTimersByTime(10 * SECOND);
    await settle();
    expect([closed.mock.calls.length, jest.getTimerCount()]).toEqual([1, 0]);
  });
});
