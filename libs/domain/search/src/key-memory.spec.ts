import { systemClock } from '@halles/kernel';
import { FakeChangeBus } from '@halles/testing';
import { KeyMemory } from './key-memory';

const all = { kind: 'all', value: '' } as const;
const bakery = { kind: 'category', value: 'bakery' } as const;
const found = [{ ...all, id: 1, listings: 10 }];
const here = { role: 't_1', database: 'main' };
const there = { role: 't_2', database: 'main' };

describe('the keys that are remembered', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('are a territory’s own, the missing ones too', () => {
    const memory = new KeyMemory(new FakeChangeBus(), systemClock);
    expect(memory.of(here).find([all])).toBeNull();
    memory.of(here).remember([all, bakery], found);
    expect(memory.of(here).find([all, bakery])).toEqual(found);
    expect(memory.of(there).find([all])).toBeNull();
    expect(memory.of(here).find([all, { kind: 'commune', value: '33063' }])).toBeNull();
  });

  it.each([
    ['thirty seconds where changes are heard of', true, 30_000],
    ['two where they are not', false, 2_000],
  ])('for %s', (_, heard, ms) => {
    const news = new FakeChangeBus();
    news.connected = heard;
    const memory = new KeyMemory(news, systemClock);
    memory.of(here).remember([all], found);
    jest.advanceTimersByTime(ms - 1);
    expect(memory.of(here).find([all])).toEqual(found);
    jest.advanceTimersByTime(1);
    expect(memory.of(here).find([all])).toBeNull();
  });

  it('not beyond a change, even where they were being read while it was told', () => {
    const news = new FakeChangeBus();
    const memory = new KeyMemory(news, systemClock);
    memory.of(there).remember([all], found);
    const known = memory.of(here);
    news.publish(here.role);
    known.remember([all], found);
    expect(memory.of(here).find([all])).toBeNull();
    expect(memory.of(there).find([all])).toEqual(found);
    news.publish(undefined);
    expect(memory.of(there).find([all])).toBeNull();
  });

  it('are not without end', () => {
    const memory = new KeyMemory(new FakeChangeBus(), systemClock);
    const asked = Array.from({ length: 1_000 }, (_, at) => ({ kind: 'commune', value: String(at) }) as const);
    memory.of(here).remember(asked, []);
    expect(memory.of(here).find(asked.slice(0, 1))).toBeNull();
  });
});
