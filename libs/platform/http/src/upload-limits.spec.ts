import { PassThrough, Writable } from 'node:stream';
import { MINUTE, SECOND } from '@halles/kernel';
import { isTooSlow, MOST_FORM_BYTES, UPLOAD_CUT_OFF, UploadSlots, watchPace } from './upload-limits';

const MEGABYTE = 1024 * 1024;

describe('a body that arrives', () => {
  it('may take its time to get going', () => {
    expect(isTooSlow(20 * SECOND, 0, 10 * MEGABYTE)).toBe(false);
    expect(isTooSlow(21 * SECOND, 0, 10 * MEGABYTE)).toBe(true);
  });

  it('may be slow, and not slower than a telephone in the country', () => {
    expect(isTooSlow(MINUTE, 60 * 40 * 1024, 10 * MEGABYTE)).toBe(false);
    expect(isTooSlow(MINUTE, 60 * 7 * 1024, 10 * MEGABYTE)).toBe(true);
  });

  it('has the time that its size takes: a large one is let by as slowly as a small one', () => {
    const fast = 100 * MEGABYTE;
    expect(isTooSlow(50 * SECOND, fast, MEGABYTE)).toBe(false);
    expect(isTooSlow(53 * SECOND, fast, MEGABYTE)).toBe(true);
    expect(isTooSlow(15 * MINUTE, fast, 30 * MEGABYTE)).toBe(false);
    expect(isTooSlow(17 * MINUTE, fast, 30 * MEGABYTE)).toBe(true);
  });

  it('has it before the server itself cuts it off, however large it is', () => {
    expect(isTooSlow(UPLOAD_CUT_OFF, MOST_FORM_BYTES, MOST_FORM_BYTES)).toBe(true);
    expect(isTooSlow(25 * MINUTE, MOST_FORM_BYTES, MOST_FORM_BYTES)).toBe(false);
  });
});

describe('the time that is counted of a body', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  /** A body with what the server says of its connection. */
  class Body extends PassThrough {
    readonly socket = { bytesRead: 0 };
    readonly complete = false;
  }

  const settle = () => new Promise(setImmediate);

  it('is that in which we wait for whoever sends, and not that in which we hold it back', async () => {
    const body = new Body({ highWaterMark: 1_024 });
    const pace = watchPace({ raw: body, headers: { 'content-length': String(MEGABYTE) } });
    const cut = jest.fn();
    pace.cutOff.catch(cut);
    let goOn: (() => void) | undefined;
    body.pipe(new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => (goOn = () => done()) }));
    body.write('x'.repeat(512));
    await settle();
    await jest.advanceTimersByTimeAsync(5 * MINUTE);
    expect(cut).not.toHaveBeenCalled();

    goOn?.();
    await settle();
    await jest.advanceTimersByTimeAsync(19 * SECOND);
    expect(cut).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(3 * SECOND);
    expect(cut).toHaveBeenCalledTimes(1);
    pace.stop();
  });
});

describe('places for uploads', () => {
  /** Another sender each time. */
  let senders = 0;
  const someone = (): string => String((senders += 1));

  it('are for all tenants, half of them for one, and given back once', () => {
    const slots = new UploadSlots(4);
    const [first] = [slots.take('here', someone()), slots.take('here', someone())];
    expect(() => slots.take('here', someone())).toThrow('files-busy');
    const others = [slots.take('there', someone()), slots.take('yonder', someone())];
    expect(() => slots.take('fourth', someone())).toThrow('files-busy');
    first?.();
    first?.();
    slots.take('here', someone());
    expect(() => slots.take('here', someone())).toThrow('files-busy');
    for (const giveBack of others) giveBack();
    expect(() => slots.take('fourth', someone())).not.toThrow();
  });

  it('are for one sender a quarter of those of the tenant', () => {
    const slots = new UploadSlots(32);
    const own = Array.from({ length: 4 }, () => slots.take('here', 'one'));
    expect(() => slots.take('here', 'one')).toThrow('rate-limited');
    expect(() => slots.take('there', 'one')).not.toThrow();
    for (let other = 0; other < 12; other += 1) slots.take('here', someone());
    expect(() => slots.take('here', someone())).toThrow('files-busy');
    own[0]?.();
    expect(() => slots.take('here', 'one')).not.toThrow();
  });
});
